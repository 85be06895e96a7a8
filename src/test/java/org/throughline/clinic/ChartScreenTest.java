package org.throughline.clinic;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.app.TestProduct;

/** The patient list and the chart in a real browser. */
class ChartScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void openBrowserAndChart() {
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','gender':'female','birthDate':'1958-07-14',"
                        + "'name':[{'family':'Marlowe','given':['Ada'],'prefix':['Ms.']}]}");
        // She comes before Ada in the list of all, and must not be opened for what is typed.
        PRODUCT.send("PUT", "Patient/zoe", "{'resourceType':'Patient','id':'zoe','name':[{'family':'Zweig'}]}");
        PRODUCT.send(
                "POST",
                "AllergyIntolerance",
                "{'resourceType':'AllergyIntolerance','patient':{'reference':'Patient/ada'},'criticality':'high',"
                        + "'code':{'text':'Penicillin'},'reaction':[{'manifestation':[{'text':'anaphylaxis'}]}],'recordedDate':'2001-02-03',"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]}}");
        PRODUCT.send(
                "POST",
                "Condition",
                "{'resourceType':'Condition','subject':{'reference':'Patient/ada'},'code':{'text':'Atrial fibrillation'},"
                        + "'onsetDateTime':'2024-09-02',"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}}");
        PRODUCT.send(
                "POST",
                "Condition",
                "{'resourceType':'Condition','subject':{'reference':'Patient/ada'},"
                        + "'code':{'text':'Gastro-oesophageal reflux disease without oesophagitis'},"
                        + "'onsetDateTime':'2019-09-02','abatementDateTime':'2020-11-23',"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'resolved'}]}}");
        PRODUCT.send(
                "PUT",
                "Patient/old",
                "{'resourceType':'Patient','id':'old','name':[{'family':'Oldenburg-Wolfenbuettel','given':['Maximilian']}],"
                        + "'birthDate':'1920-02-03','deceasedDateTime':'2001-05-06',"
                        + "'identifier':[{'type':{'coding':[{'code':'MR'}]},'value':'1d8f86b6-7bc3-93dc-a078-47ccc806a1c3'}]}");
        for (String result : List.of("2024-01-10|6.1", "2025-01-10|7.4", "2026-01-10|8.1")) {
            result(result.substring(0, 10), result.substring(11));
        }
    }

    private static void result(String date, String value) {
        result("Hemoglobin A1c", "4548-4", date, value, "%");
        result("Glomerular filtration rate/1.73 sq M.predicted", "33914-3", date, value, "mL/min/{1.73_m2}");
    }

    private static void result(String test, String code, String date, String value, String unit) {
        PRODUCT.send(
                "POST",
                "Observation",
                "{'resourceType':'Observation','status':'final','subject':{'reference':'Patient/ada'},"
                        + "'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],"
                        + "'code':{'coding':[{'system':'http://loinc.org','code':'" + code + "'}],'text':'" + test
                        + "'},"
                        + "'effectiveDateTime':'" + date + "','valueQuantity':{'value':" + value + ",'unit':'" + unit
                        + "'},"
                        + "'referenceRange':[{'low':{'value':4.0},'high':{'value':5.6}}]}");
    }

    @Test
    void aPatientIsFoundWhileTypingAndTheChartOpens() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);

        page.keyboard().press("/");
        page.keyboard().type("marl");
        page.keyboard().press("ArrowDown");
        page.waitForSelector("[data-rows] a:focus");
        page.keyboard().press("Enter");
        page.waitForSelector(".banner");

        assertTrue(page.textContent(".banner").contains("Penicillin: anaphylaxis"));
        assertTrue(page.textContent(".banner").contains("14-Jul-1958"));
        assertTrue(page.textContent("main").contains("Atrial fibrillation"));
        assertTrue(page.textContent("main").contains("8.1"));
        assertEquals(2, page.locator(".trend polyline").count());
        assertEquals("▲", page.locator("td .out[title] [aria-hidden]").first().textContent());
    }

    @Test
    void whatDoesNotFitIsCountedAsFarAsItMattersAndCanBeSeen() {
        PRODUCT.send("PUT", "Patient/busy", "{'resourceType':'Patient','id':'busy','name':[{'family':'Busy'}]}");
        String visit = "{'resource':{'resourceType':'Encounter','status':'finished','class':{'code':'AMB'},"
                + "'subject':{'reference':'Patient/busy'},'period':{'start':'2020-01-01'}},"
                + "'request':{'method':'POST','url':'Encounter'}}";
        String visits = String.join(",", Collections.nCopies(1234, visit));
        PRODUCT.send("POST", "", "{'resourceType':'Bundle','type':'transaction','entry':[" + visits + "]}");
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);

        page.navigate(PRODUCT.home() + "/patients/busy");
        assertTrue(page.textContent("section[aria-labelledby=visits] .count").equals("1,000+"));
        page.click("text=1,000+ more");
        assertThat(page.locator("tbody tr")).hasCount(200);
        page.click("text=1,000+ more");

        assertThat(page.locator("tbody tr")).hasCount(1234);
        assertTrue(page.url().contains("/patients/busy/visits"), page.url());
        assertEquals(0, page.locator("text=more").count());
    }

    @Test
    void whoIsNotLoggedInComesToTheLoginPageAndBack() {
        Page page = BROWSERS.page(ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/patients/ada");
        page.fill("input[name=name]", "admin");
        page.fill("input[name=password]", "wrong");
        page.click("button");
        assertTrue(page.textContent("[role=alert]").contains("do not fit"));

        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("button");
        page.waitForSelector(".banner");

        assertTrue(page.url().endsWith("/patients/ada"));
    }

    @Test
    void noScreenHasAnAccessibilityFault() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, 1366);
            Accessible.check(page);
            for (String section : List.of("", "/problems", "/medications", "/allergies", "/results", "/visits")) {
                page.navigate(PRODUCT.home() + "/patients/ada" + section);
                Accessible.check(page);
            }
        }
    }

    /** A page of 1366 points at 200 % is as wide as one of 683. */
    @ParameterizedTest
    @ValueSource(ints = {320, 390, 683})
    void everyScreenFitsAPhoneAndADoubledSize(int width) {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, width);
        for (String path : List.of(
                "", "?q=nobody", "/ada", "/ada/problems", "/ada/results", "/ada/allergies", "/old", "/old/visits")) {
            page.navigate(PRODUCT.home() + "/patients" + path);
            Accessible.check(page);
        }
    }

    @Test
    void whatIsPastStandsApartAndTheDeadAreTold() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/patients/ada/problems");
        assertEquals("Past", page.textContent("tbody.past tr:first-child").strip());
        assertTrue(page.textContent("tbody.past").contains("Gastro"));
        assertTrue(page.textContent("tbody.past").contains("02-Sep-2019 – 23-Nov-2020"));
        assertFalse(page.textContent("tbody:not(.past)").contains("Gastro"));
        page.navigate(PRODUCT.home() + "/patients/old");
        assertTrue(page.textContent(".banner.deceased").contains("Died 06-May-2001"));
        assertFalse(page.textContent(".banner").contains("ask the patient"));
    }
}
