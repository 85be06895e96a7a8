package org.throughline.clinic;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;

/** The lists of a chart: its sections in groups, the timeline, the search in it; in a real browser. */
class ChartListsTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1958-07-14','name':[{'family':'Marlowe','given':['Ada']}]}");
        about("Condition", "gout", "'code':{'text':'Gout of the left foot'},'onsetDateTime':'2019-09-02'");
        about(
                "Procedure",
                "knee",
                "'status':'completed','code':{'text':'Replacement of the knee'},'performedDateTime':'2021-03-04'");
        about(
                "FamilyMemberHistory",
                "mother",
                "'status':'completed','relationship':{'text':'Mother'},'condition':[{'code':{'text':'Breast cancer'},'onsetAge':{'value':52,'unit':'a'}}]");
        about(
                "Observation",
                "smoking",
                "'status':'final','category':[{'coding':[{'code':'social-history'}]}],'code':{'text':'Tobacco smoking status'},'valueCodeableConcept':{'text':'Former smoker'},'effectiveDateTime':'2024-05-06'");
        about(
                "ServiceRequest",
                "order",
                "'status':'active','intent':'order','code':{'text':'Hemoglobin A1c'},'authoredOn':'2025-01-02'");
        about("ImagingStudy", "study", "'status':'available','description':'Chest, two views','started':'2023-02-03'");
        about(
                "DocumentReference",
                "letter",
                "'status':'current','type':{'text':'Consultation note'},'description':'Letter of the cardiologist','date':'2022-01-02T10:00:00Z','content':[{'attachment':{'title':'letter'}}]");
        about(
                "CarePlan",
                "plan",
                "'status':'active','intent':'plan','title':'Diabetes','description':'Walk daily','period':{'start':'2024-01-01'}");
        about(
                "Goal",
                "goal",
                "'lifecycleStatus':'active','description':{'text':'A1c below 7 %'},'startDate':'2024-01-01'");
        about(
                "Device",
                "pacemaker",
                "'status':'active','type':{'text':'Pacemaker'},'udiCarrier':[{'deviceIdentifier':'09504000059118','carrierHRF':'(01)09504000059118'}]");
        about("Flag", "fall", "'status':'active','code':{'text':'Falls'},'period':{'start':'2025-01-01'}");
    }

    private static void about(String type, String id, String rest) {
        String patient = type.equals("FamilyMemberHistory") || type.equals("Device") ? "patient" : "subject";
        TestProduct.Reply reply = PRODUCT.send(
                "PUT",
                type + "/" + id,
                "{'resourceType':'" + type + "','id':'" + id + "','" + patient + "':{'reference':'Patient/ada'}," + rest
                        + "}");
        assertTrue(reply.status() < 300, reply.text());
    }

    private static Page opened(String section) {
        return opened(section, 1366, ColorScheme.LIGHT);
    }

    private static Page opened(String section, int width, ColorScheme scheme) {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, width);
        page.navigate(PRODUCT.home() + "/patients/ada/" + section);
        return page;
    }

    @Test
    void eachSectionShowsWhatTheRecordHolds() {
        Page page = opened("orders");
        assertThat(page.locator("main")).containsText("Hemoglobin A1c");
        page.click(".sections >> text=Imaging");
        assertThat(page.locator("main")).containsText("Chest, two views");
        page.click(".sections >> text=Documents");
        assertThat(page.locator("main")).containsText("Letter of the cardiologist");
        page.click(".sections >> text=Care plan");
        assertThat(page.locator("main")).containsText("A1c below 7 %");
        assertThat(page.locator("main")).containsText("Walk daily");
        page.click(".sections >> text=History");
        assertThat(page.locator("main")).containsText("Replacement of the knee");
        assertThat(page.locator("main")).containsText("Breast cancer at 52");
        assertThat(page.locator("main")).containsText("Former smoker");
        page.click(".sections >> text=Status");
        assertThat(page.locator("main")).containsText("UDI (01)09504000059118");
        assertThat(page.locator("main")).containsText("Falls");
        Accessible.check(page);
    }

    @Test
    void theTimelineIsNarrowedByKindAndSaysWhatItHides() {
        Page page = opened("timeline");
        assertThat(page.locator(".timeline tbody").first()).containsText("02-Jan-2025");
        page.click(".chip >> text=Problems");
        assertThat(page.locator(".timeline table")).not().containsText("Gout");
        assertThat(page.locator("main")).containsText("1 hidden by the filter.");
        page.click(".chip >> text=Problems");
        page.click(".timeline >> text=Gout of the left foot");
        assertThat(page.locator("tr:target")).containsText("Gout");
    }

    @Test
    void anythingInTheChartIsFoundWhileOneTypes() {
        Page page = opened("problems/new");
        page.fill("#note", "half a sentence");
        page.locator("main h2").first().click();
        page.keyboard().press("f");
        assertThat(page.locator("#find-in")).isFocused();
        page.keyboard().type("brea");
        assertThat(page.locator("#found-family")).isVisible();
        assertThat(page.locator(".chart")).containsText("Mother");
        assertThat(page.locator("#note")).hasValue("half a sentence");
        page.fill("#find-in", "xyzzy");
        assertThat(page.locator(".chart")).containsText("Nothing in this chart has a word that begins with “xyzzy”");
        page.fill("#find-in", "card");
        assertThat(page.locator(".chart")).not().containsText("Consultation");
        page.fill("#find-in", "letter");
        assertThat(page.locator(".chart")).containsText("Consultation note");
    }

    @Test
    void aChildHasGrowthChartsAndAnAdultHasNone() {
        PRODUCT.send(
                "PUT",
                "Patient/child",
                "{'resourceType':'Patient','id':'child','gender':'female','birthDate':'"
                        + LocalDate.now(ZoneOffset.UTC).minusYears(6)
                        + "','name':[{'family':'Marlowe','given':['Mia']}]}");
        for (int years = 1; years < 6; years++) {
            PRODUCT.send(
                    "POST",
                    "Observation",
                    "{'resourceType':'Observation','status':'final','subject':{'reference':'Patient/child'},'effectiveDateTime':'"
                            + LocalDate.now(ZoneOffset.UTC).minusYears(years)
                            + "','code':{'coding':[{'system':'http://loinc.org','code':'29463-7'}]},"
                            + "'valueQuantity':{'value':" + (21 - 2 * years)
                            + ",'unit':'kg','system':'http://unitsofmeasure.org','code':'kg'}}");
        }
        assertThat(opened("timeline").locator(".sections >> text=Growth")).hasCount(0);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, 1366);
            page.navigate(PRODUCT.home() + "/patients/child");
            page.click(".sections >> text=Growth");
            assertThat(page.locator("svg.growth circle")).hasCount(5);
            assertThat(page.locator("main")).containsText("Curves for girls (administrative gender");
            Accessible.check(page);
        }
    }

    private static String weight(String id, String when, int kg) {
        return "{'resourceType':'Observation','id':'" + id + "','status':'final','subject':{'reference':'Patient/fay'},"
                + "'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'vital-signs'}]}],"
                + "'effectiveDateTime':'" + when
                + "','code':{'coding':[{'system':'http://loinc.org','code':'29463-7'}]},"
                + "'valueQuantity':{'value':" + kg
                + ",'unit':'kg','system':'http://unitsofmeasure.org','code':'kg'}}";
    }

    @Test
    void whatOthersMeasuredIsMarkedInTheTableAndOnTheLine() {
        PRODUCT.send(
                "PUT",
                "Patient/fay",
                "{'resourceType':'Patient','id':'fay','birthDate':'1960-02-03','name':[{'family':'Fay','given':['Una']}]}");
        PRODUCT.send("PUT", "Observation/w1", weight("w1", "2025-03-01", 71));
        PRODUCT.send("PUT", "Observation/w2", weight("w2", "2026-03-01", 73));
        PRODUCT.keep("fay", "Heart Center", weight("x1-1", "2025-09-01", 75));
        PRODUCT.keep("fay", "Heart Center", weight("x1-2", "2026-03-01", 73));
        PRODUCT.keep("fay", "Heart Center", weight("x1-3", "2026-09-01", 78));

        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, 1366);
            page.navigate(PRODUCT.home() + "/patients/fay");
            assertThat(page.locator("#live-vitals tr:has-text('78')")).containsText("held by Heart Center");
            page.navigate(PRODUCT.home() + "/patients/fay/vitals");
            assertThat(page.locator("#live-vitals th .tag.outside")).hasCount(3);
            assertThat(page.locator("#live-vitals td a[href*='/vitals/']")).hasCount(2);
            Accessible.check(page);
            page.click("#live-vitals >> text=Weight");
            assertThat(page.locator("svg.course circle")).hasCount(2);
            assertThat(page.locator("svg.course .of-others path")).hasCount(2);
            assertThat(page.locator(".legend")).containsText("Heart Center");
            assertThat(page.locator(".over-time tbody tr")).hasCount(4);
            assertThat(page.locator(".over-time tr:has-text('73')")).containsText("also Heart Center");
            Accessible.check(page);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(java.nio.file.Path.of("target/screens/measures-" + scheme + ".png")));
        }
    }

    @Test
    void anyMeasureIsFollowedOverTheYearsAndOthersBesideIt() {
        for (int year : List.of(2012, 2019, 2025)) {
            measured("glucose", "2345-7", "Glucose", year, 80 + year % 100, "mg/dL");
            measured("creatinine", "2160-0", "Creatinine", year, 1, "mg/dL");
        }
        about(
                "Observation",
                "mistaken",
                "'status':'entered-in-error','code':{'coding':[{'system':'http://loinc.org','code':'2345-7'}],'text':'Glucose'},"
                        + "'valueQuantity':{'value':900,'unit':'mg/dL'},'effectiveDateTime':'2020-01-01'");
        Page page = opened("find?q=gluc");
        page.locator("a.row").first().click();
        assertThat(page.locator("svg.course circle")).hasCount(3);
        assertThat(page.locator(".over-time tbody tr")).hasCount(3);
        assertThat(page.locator(".over-time")).containsText("1 entered in error, left out");
        page.keyboard().press("o");
        assertThat(page.locator("#of")).isFocused();
        page.keyboard().type("Crea");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("svg.course")).hasCount(2);
        assertThat(page.locator(".over-time thead")).containsText("Creatinine mg/dL");
        Accessible.check(page);
        String both = page.url().substring((PRODUCT.home() + "/patients/ada/").length());
        Accessible.check(opened(both, 360, ColorScheme.DARK));
        page.locator(".chip >> text=Glucose").click();
        assertThat(page.locator("svg.course")).hasCount(1);
    }

    private static void measured(String id, String code, String name, int year, int value, String unit) {
        about(
                "Observation",
                id + year,
                "'status':'final','category':[{'coding':[{'code':'laboratory'}]}],'code':{'coding':[{'system':'http://loinc.org','code':'"
                        + code + "'}],'text':'" + name + "'},'valueQuantity':{'value':" + value + ",'unit':'" + unit
                        + "'},'referenceRange':[{'low':{'value':70},'high':{'value':99}}],'effectiveDateTime':'" + year
                        + "-05-06'");
    }

    @Test
    void theListsCanBeUsedByEverybodyOnAnyScreen() {
        for (int width : List.of(360, 1366)) {
            for (String section : List.of("timeline", "history", "find?q=go")) {
                Accessible.check(opened(section, width, width == 360 ? ColorScheme.DARK : ColorScheme.LIGHT));
            }
        }
    }
}
