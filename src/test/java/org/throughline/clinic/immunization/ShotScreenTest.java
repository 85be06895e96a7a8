package org.throughline.clinic.immunization;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;
import org.throughline.immunization.NurserySchedule;

/** Immunizations from the forecast to the dose, in a real browser. */
class ShotScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send("PUT", "Practitioner/nurse", "{'resourceType':'Practitioner','id':'nurse'}");
        new TestAccounts(PRODUCT).staff("nurse", "The nurse", "nurse", "physician");
        LocalDate today = today();
        baby("baby", today.minusDays(65));
        baby("late", today.minusDays(500));
        lot("ipv", "10", "IPV (IPOL)", "P1", today.plusDays(200));
        lot("hib", "48", "Hib (ActHIB)", "H1", today.plusDays(200));
        lot("pcv", "216", "PCV20 (Prevnar 20)", "C1", today.plusDays(200));
        lot("dtap", "20", "DTaP (Infanrix)", "D1", today.plusDays(200));
        lot("old", "03", "MMR (M-M-R II)", "OLD1", today.minusDays(3));
    }

    private static LocalDate today() {
        return LocalDate.now(java.time.ZoneOffset.UTC);
    }

    private static void baby(String id, LocalDate birth) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','birthDate':'" + birth
                        + "','gender':'female','generalPractitioner':[{'reference':'Practitioner/nurse'}],'name':[{'family':'Young','given':['"
                        + id + "']}]}");
    }

    private static void lot(String id, String cvx, String name, String number, LocalDate expiry) {
        PRODUCT.send(
                "PUT",
                "Substance/" + id,
                "{'resourceType':'Substance','id':'" + id
                        + "','meta':{'tag':[{'system':'urn:throughline:code','code':'vaccine-lot'}]},'status':'active','code':{'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'"
                        + cvx + "'}],'text':'" + name + "'},'instance':[{'identifier':{'value':'" + number
                        + "'},'expiry':'" + expiry + "','quantity':{'value':10}}]}");
    }

    @Test
    void fourAreGivenInOneAct() {
        Page page = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "nurse", TestProduct.PASSWORD);
        PRODUCT.unloadSchedule();
        page.navigate(PRODUCT.home() + "/immunizations/baby");
        assertThat(page.locator("main")).containsText("There is no forecast.");
        Accessible.check(page);

        PRODUCT.loadSchedule(NurserySchedule.zip());
        page.navigate(PRODUCT.home() + "/patients/baby");
        page.locator("nav.sections a:has-text('Immunizations')").click();
        assertThat(page.locator("table.next").first()).containsText("Polio");
        Accessible.check(page);
        page.keyboard().press("g");
        page.waitForURL("**/give");
        assertThat(page.locator("fieldset.shot")).hasCount(4);
        Accessible.check(page);
        page.setViewportSize(360, 700);
        Accessible.check(page);
        page.setViewportSize(1366, 768);
        page.click("button[value=sign]");
        assertThat(page.locator("main")).containsText("Answer every question");
        page.check("input[name=none]");
        page.click("button[value=sign]");

        assertThat(page.locator(".toast")).containsText("4 vaccines given.");
        assertThat(page.locator("table.doses tr")).hasCount(4);
        assertThat(page.locator("main")).containsText("By the CDC's immunization schedule, CDSi 0.7 of 02-Jan-2026");
        Accessible.check(page);
        assertEquals("9", left("ipv"));

        page.locator("table.doses a").first().click();
        page.fill("#what", "Swollen thigh for a day");
        page.click("button[value=reaction]");
        assertThat(page.locator("dl.facts")).containsText("Swollen thigh for a day");
        Accessible.check(page);
        page.click("details summary:has-text('entered in error')");
        page.fill("#reason", "Another child");
        page.click("button[value=retract]");
        assertThat(page.locator("table.doses tr")).hasCount(3);
    }

    @Test
    void aRefusalAndAnEarlierDoseAreRecordedInALineAndAnExpiredLotIsStopped() {
        LocalDate today = today();
        PRODUCT.loadSchedule(NurserySchedule.zip());
        Page page = People.logIn(BROWSERS.page(ColorScheme.DARK, 1366), PRODUCT.home(), "nurse", TestProduct.PASSWORD);
        page.navigate(PRODUCT.home() + "/immunizations/late");
        page.fill("#e-vaccine", "ipv");
        page.fill("#e-date", "nonsense");
        page.locator("form[action$='/earlier'] button").click();
        assertThat(page.locator("#e-date-fault")).containsText("Write a day");
        page.evaluate("window.kept = true");
        for (String allergy : List.of("Latex", "Eggs")) {
            page.waitForResponse(
                    "**/immunizations/late/earlier",
                    () -> PRODUCT.send(
                            "PUT",
                            "AllergyIntolerance/" + allergy,
                            "{'resourceType':'AllergyIntolerance','id':'" + allergy
                                    + "','patient':{'reference':'Patient/late'},'code':{'text':'" + allergy + "'}}"));
        }
        assertEquals(true, page.evaluate("window.kept"), "what was typed is not loaded away by what others do");
        Accessible.check(page);
        page.fill("#e-vaccine", "IPV (IPOL)");
        page.fill("#e-date", today.minusMonths(14).toString().substring(0, 7));
        page.locator("form[action$='/earlier'] button").click();
        assertThat(page.locator("table.others")).containsText("Its day is not known.");
        page.fill("#r-vaccine", "MMR (M-M-R II)");
        page.fill("#r-who", "Father");
        page.locator("form[action$='/refused'] button").click();
        assertThat(page.locator("table.others")).containsText("Not given: Refused");

        page.navigate(PRODUCT.home() + "/immunizations/late/give");
        page.fill("#add", "MMR (M-M-R II)");
        page.locator(".adding button[value=add]").click();
        page.locator("fieldset.shot:has-text('MMR') select[name^=lot]").selectOption("old");
        page.check("input[name=none]");
        page.click("button[value=sign]");
        assertThat(page.locator("main")).containsText("The lot has expired");
        Accessible.check(page);
        page.navigate(PRODUCT.home() + "/immunizations/late");
        assertThat(page.locator("main")).not().containsText("OLD1");

        assertEquals(
                200,
                page.request()
                        .get(PRODUCT.home() + "/immunizations/late/record.pdf")
                        .status());
    }

    private static String polio(String id, String cvx, String text, LocalDate day) {
        return "{'resourceType':'Immunization','id':'" + id
                + "','status':'completed','patient':{'reference':'Patient/both'},"
                + "'vaccineCode':{'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'" + cvx + "'}],'text':'"
                + text
                + "'},'occurrenceDateTime':'" + day + "'}";
    }

    @Test
    void dosesThatOthersHoldAreOnTheCardMarkedOnceAndNotChangedHere() throws Exception {
        PRODUCT.loadSchedule(NurserySchedule.zip());
        LocalDate birth = today().minusDays(500);
        baby("both", birth);
        PRODUCT.send("PUT", "Immunization/p1", polio("p1", "10", "IPV (IPOL)", birth.plusDays(61)));
        PRODUCT.keep("both", "Heart Center", polio("x1-1", "89", "polio, unspecified", birth.plusDays(61)));
        PRODUCT.keep("both", "Heart Center", polio("x1-2", "10", "IPV (IPOL)", birth.plusDays(125)));
        Page page = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "nurse", TestProduct.PASSWORD);
        page.navigate(PRODUCT.home() + "/immunizations/both");
        assertThat(page.locator(".cells li")).hasCount(2);
        assertThat(page.locator(".cells li").first()).containsText("also Heart Center");
        assertThat(page.locator(".cells li").last()).containsText("held by Heart Center");
        assertThat(page.locator(".cells a")).hasCount(1);
        assertThat(page.locator("table.others")).hasCount(0);
        Accessible.check(page);
        for (String paper : List.of("certificate", "record")) {
            String text = Paper.text(page, PRODUCT.home() + "/immunizations/both/" + paper + ".pdf");
            assertEquals(2, text.split("recorded by Heart Center", -1).length, text);
        }
        page.navigate(PRODUCT.home() + "/immunizations/both/x1-2");
        assertThat(page.locator("main")).containsText("There is no");
    }

    @Test
    void aProblemThatIsNotUnderstoodIsDecidedOnceAndTakenBack() {
        PRODUCT.loadSchedule(NurserySchedule.zip());
        baby("rare", today().minusDays(500));
        PRODUCT.send(
                "PUT",
                "Condition/rare",
                "{'resourceType':'Condition','id':'rare','subject':{'reference':'Patient/rare'},'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},'code':{'text':'Something rare'}}");
        Page page = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "nurse", TestProduct.PASSWORD);
        page.navigate(PRODUCT.home() + "/immunizations/rare");
        assertThat(page.locator("tr:has-text('Measles')").first()).containsText("Cannot be said");
        Accessible.check(page);

        page.click("text=Does not affect immunity");

        assertThat(page.locator("tr:has-text('Measles')").first()).containsText("Overdue");
        assertThat(page.locator("main")).containsText("said The nurse");
        Accessible.check(page);
        page.click("button:has-text('Take back')");
        assertThat(page.locator("tr:has-text('Measles')").first()).containsText("Cannot be said");
    }

    @Test
    void lotsAreKeptAndWhoWasGivenOneIsFound() {
        Page page = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "nurse", TestProduct.PASSWORD);
        page.navigate(PRODUCT.home() + "/stock");
        page.fill("#vaccine", "Tdap (Boostrix)");
        page.fill("#number", "t9");
        page.fill("#expiry", "jan 2020");
        page.fill("#count", "10");
        page.click("[data-save]");
        assertThat(page.locator("#expiry-fault")).containsText("expired already");
        page.fill("#expiry", "jun " + (today().getYear() + 1));
        page.click("[data-save]");
        assertThat(page.locator("table")).containsText("T9");
        Accessible.check(page);
        page.setViewportSize(360, 700);
        Accessible.check(page);
        page.setViewportSize(1366, 768);
        page.click("text=T9");
        page.click("button[value=recall]");
        assertThat(page.locator("main")).containsText("Recalled");
        Accessible.check(page);
    }

    /** How many are left of a lot, as the API tells it. */
    private static String left(String lot) {
        return PRODUCT.get("Substance/" + lot).text().replaceAll("(?s).*\"quantity\":\\{\"value\":(\\d+).*", "$1");
    }
}
