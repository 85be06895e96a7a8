package org.throughline.clinic.schedule;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;
import org.throughline.fhir.json.JsonObject;

/**
 * A visit from the telephone call to the door, each step by whose step it is: the desk books and registers, the nurse
 * takes to the room and measures, the physician writes, signs, charges and hands on, the desk lets go.
 */
class DayTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final Practice PRACTICE = new Practice();
    private static final TestProduct PRODUCT = PRACTICE.product();

    @BeforeAll
    static void open() {
        PRODUCT.bringTemplates();
        PRACTICE.provider("kim", "Sam", "Kim", 1);
        new TestAccounts(PRODUCT).staff("nurse", "Sam Kim", "kim", "nurse");
        PRODUCT.send(
                "PUT",
                "ChargeItemDefinition/visit",
                "{'resourceType':'ChargeItemDefinition','id':'visit','url':'urn:throughline:fee:visit','status':'active',"
                        + "'title':'Long visit','code':{'text':'Long visit'},"
                        + "'propertyGroup':[{'priceComponent':[{'type':'base','amount':{'value':120.5,'currency':'USD'}}]}]}");
    }

    private static Page at(String name) {
        return People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), name, TestProduct.PASSWORD);
    }

    @Test
    void aVisitIsBookedSeenWrittenSignedChargedAndClosed() {
        LocalDate today = Practice.ahead(0);
        Page desk = at("desk");
        bookAndRegister(desk, today);
        String patient = id(onlyOne("Patient?family=Okafor"));
        bring(board(desk, today), "expected", "Check in");

        Page nurse = board(at("nurse"), today);
        nurse.selectOption(lane("waiting") + " select[name=room]", "room1");
        bring(nurse, "waiting", "To room");
        measure(nurse, patient);

        Page physician = board(at("rivera"), today);
        bring(physician, "in-room", "Clinician in");
        readTheChart(physician, patient);
        writeAndSign(physician, patient);
        charge(physician, patient);
        handOn(physician, patient);
        bring(board(physician, today), "with-clinician", "Clinician out");

        doTheTask(nurse);
        bring(board(desk, today), "leaving", "Check out");
        assertThat(desk.locator(lane("done"))).containsText("OKAFOR, Ben");
        everythingIsInTheRecord(patient);
    }

    private static void bookAndRegister(Page desk, LocalDate today) {
        desk.navigate(PRODUCT.home() + "/schedule/book?provider=rivera&time=23:30&day=" + today);
        desk.click("text=New patient");
        desk.fill("#given", "Ben");
        desk.fill("#family", "Okafor");
        desk.fill("#birthDate", "1 feb 1971");
        desk.selectOption("#sex", "male");
        desk.click("[data-save]");
        assertThat(desk.locator(".whose")).containsText("OKAFOR, Ben");
        desk.fill("#reason", "Headache");
        desk.click("[data-save]");
        desk.check("input[name=confirmed]"); // the day's hours are over by then
        desk.click("[data-save]");
        assertThat(desk.locator("[data-toast]")).containsText("Booked");
    }

    private static void measure(Page nurse, String patient) {
        nurse.navigate(PRODUCT.home() + "/patients/" + patient + "/vitals");
        nurse.click("text=Add vitals");
        nurse.fill("#pressure", "152/94");
        nurse.fill("#heartRate", "76");
        nurse.click("[data-save]");
        assertThat(nurse.locator("main")).containsText("152/94");
    }

    private static void readTheChart(Page physician, String patient) {
        physician.navigate(PRODUCT.home() + "/patients/" + patient);
        assertThat(physician.locator(".banner")).containsText("OKAFOR");
        assertThat(physician.locator("main")).containsText("152/94");
    }

    private static void writeAndSign(Page physician, String patient) {
        physician.navigate(PRODUCT.home() + "/notes/" + patient + "/new");
        physician.click(".picks a:has-text('Family medicine visit')");
        assertThat(physician.locator("#f-reason")).hasValue("Headache");
        physician.fill("#f-hpi", "Morning headaches for three weeks.");
        physician.locator("#f-diagnoses-0").focus();
        physician.keyboard().type("htn");
        assertThat(physician.locator("#f-diagnoses-0")).hasAttribute("aria-expanded", "true");
        physician.keyboard().press("ArrowDown");
        physician.keyboard().press("Enter");
        assertThat(physician.locator("#f-diagnoses-1")).isVisible();
        physician.fill("#f-plan", "Measure at home, back in two weeks.");
        physician.keyboard().press("Control+Enter");
        assertThat(physician.locator("[data-toast]")).containsText("Signed");
    }

    private static void charge(Page physician, String patient) {
        physician.navigate(PRODUCT.home() + "/charges/" + patient);
        physician.selectOption("#fee", new SelectOption().setLabel("Long visit · 120.50"));
        physician.check("text=I10");
        physician.click("[data-save]");
        assertThat(physician.locator("tbody")).containsText("120.50");
    }

    private static void handOn(Page physician, String patient) {
        physician.navigate(PRODUCT.home() + "/patients/" + patient);
        physician.locator("body").press("t");
        physician.fill("#what", "Teach home measuring");
        physician.selectOption("#to", "role:nurse");
        physician.click("[data-save]");
        assertThat(physician.locator("[data-toast]")).isVisible();
    }

    private static void doTheTask(Page nurse) {
        nurse.navigate(PRODUCT.home() + "/inbox");
        nurse.click("text=Teach home measuring");
        nurse.click(".side .primary:has-text('Done · OKAFOR, Ben')");
        assertThat(nurse.locator("[data-toast]")).containsText("Done: Teach home measuring");
    }

    private static void everythingIsInTheRecord(String patient) {
        JsonObject visit = onlyOne("Encounter?patient=" + patient);
        String encounter = "\"Encounter/" + id(visit);
        assertEquals("finished", visit.text("status"));
        assertEquals("fulfilled", onlyOne("Appointment?patient=" + patient).text("status"));
        assertEquals("completed", onlyOne("Task?patient=" + patient).text("status"));
        assertTrue(stored("DocumentReference", patient).contains("\"docStatus\":\"final\""), "the note");
        assertTrue(stored("Condition", patient).contains("\"code\":\"I10\""), "the diagnosis");
        assertTrue(stored("Observation", patient).contains("85354-9"), "the blood pressure");
        for (String type : new String[] {"DocumentReference", "Condition", "Observation", "ChargeItem"}) {
            assertTrue(stored(type, patient).contains(encounter), type + " is of the visit");
        }
    }

    private static String stored(String type, String patient) {
        return PRODUCT.get(type + "?patient=" + patient).text();
    }

    private static JsonObject onlyOne(String query) {
        JsonObject bundle = PRODUCT.get(query).json();
        assertEquals(1, bundle.objects("entry").size(), query);
        return requireNonNull(bundle.objects("entry").getFirst().object("resource"));
    }

    private static String id(JsonObject resource) {
        return requireNonNull(resource.text("id"));
    }

    private static Page board(Page page, LocalDate day) {
        page.navigate(PRODUCT.home() + "/schedule/board?day=" + day);
        return page;
    }

    private static String lane(String name) {
        return ".lane:has(#lane-" + name + ")";
    }

    private static void bring(Page page, String from, String act) {
        Locator card = page.locator(lane(from) + " .card:has-text('OKAFOR')");
        card.locator("button:has-text('" + act + "')").click();
        assertThat(card).hasCount(0);
    }
}
