package org.throughline.clinic.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;

/** The inbox of a physician, a nurse and the front desk, in a real browser. */
class InboxScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
        TestAccounts accounts = new TestAccounts(PRODUCT);
        for (String role : List.of("physician", "nurse", "front-desk")) {
            PRODUCT.send("PUT", "Practitioner/" + role, "{'resourceType':'Practitioner','id':'" + role + "'}");
            accounts.staff(role, "The " + role, role, role);
        }
        patient("ada", "Marlowe");
        patient("bo", "Bishop");
    }

    private static void patient(String id, String family) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                ("{'resourceType':'Patient','id':'%s','birthDate':'1980-05-06','name':[{'family':'%s','given':['Ada']}],"
                                + "'generalPractitioner':[{'reference':'Practitioner/physician'},{'reference':'Practitioner/nurse'}]}")
                        .formatted(id, family));
    }

    private static Page as(String name) {
        return BROWSERS.loggedIn(PRODUCT, name, ColorScheme.LIGHT, 1366);
    }

    private static Page at(Page page, String path) {
        page.navigate(PRODUCT.home() + path);
        return page;
    }

    private static void task(String id, String owner, String patient, String more) {
        PRODUCT.send(
                "PUT",
                "Task/" + id,
                ("{'resourceType':'Task','id':'%s','status':'requested','intent':'order','description':'Task %s','authoredOn':'2026-11-20T08:00:00Z',"
                                + "'for':{'reference':'Patient/%s'},'owner':{'reference':'Practitioner/%s'}%s}")
                        .formatted(id, id, patient, owner, more));
    }

    @Test
    void oneAfterTheOtherIsDoneByKeyboardAndTheButtonNamesThePatient() {
        task("first", "nurse", "ada", ",'priority':'urgent'");
        task("second", "nurse", "bo", "");
        Page page = at(as("nurse"), "/inbox");
        assertThat(page.locator(".waits b")).hasText("2");
        page.click("text=Task first");
        assertThat(page.locator(".side .primary")).hasText("Done · MARLOWE, Ada");
        page.locator("body").press("d");
        assertThat(page.locator("[data-toast]")).hasText("Done: Task first");
        assertThat(page.locator(".side .primary")).hasText("Done · BISHOP, Ada");
        page.locator("body").press("d"); // was meant for the first
        page.waitForTimeout(700);
        assertThat(page.locator(".side .primary")).hasText("Done · BISHOP, Ada");
        page.locator("body").press("d");
        assertThat(page.locator("main")).containsText("Nothing waits here.");
        assertTrue(PRODUCT.get("Task/second").text().contains("\"status\":\"completed\""));
    }

    @Test
    void aMessageFromTheChartIsAnsweredInTheInboxAndStaysInTheRecord() {
        Page page = at(as("physician"), "/patients/ada");
        page.locator("body").press("t");
        page.selectOption("#kind", "message");
        page.fill("#what", "Did she come for the dressing?");
        page.selectOption("#to", "role:front-desk");
        page.click("[data-save]");
        assertThat(page.locator("[data-toast]")).hasText("The message is sent.");
        assertThat(page.locator("main")).containsText("Did she come for the dressing?");

        Page desk = at(as("front-desk"), "/inbox");
        desk.click("text=Did she come for the dressing?");
        Accessible.check(desk);
        desk.fill("#text", "Yes, at nine.");
        desk.click("text=Answer · MARLOWE, Ada");
        assertThat(desk.locator("[data-toast]")).hasText("Answered: The physician");

        at(page, "/inbox").click("text=Did she come for the dressing?");
        assertThat(page.locator(".said")).containsText("Yes, at nine.");
        page.locator("body").press("d");
        assertThat(page.locator("[data-toast]")).containsText("Read");
        String stored = PRODUCT.get("Communication?patient=ada").text();
        assertTrue(stored.contains("inResponseTo") && !stored.contains("in-progress"), stored);
    }

    @Test
    void whoIsAwayHasADeputyAndTheListComesBack() {
        task("away", "physician", "ada", "");
        Page physician = at(as("physician"), "/inbox/away");
        physician.selectOption("#deputy", "3");
        physician.fill("#since", "t");
        physician.fill("#until", "t+2d");
        physician.click("text=Save");
        assertThat(physician.locator("main")).containsText("The nurse");
        Accessible.check(physician);
        assertThat(at(as("nurse"), "/inbox").locator("main")).containsText("Task away");
        assertThat(at(physician, "/inbox").locator("main")).not().containsText("Task away");

        at(physician, "/inbox/away").click("text=Ends now");
        assertThat(at(physician, "/inbox").locator("main")).containsText("Task away");
        PRODUCT.send("DELETE", "Task/away", "{}");
    }

    @Test
    void whoLeavesIsFollowedByWhomTheAdministratorNames() {
        PRODUCT.send("PUT", "Practitioner/leaver", "{'resourceType':'Practitioner','id':'leaver'}");
        new TestAccounts(PRODUCT).staff("leaver", "The leaver", "leaver", "physician");
        task("left", "leaver", "ada", "");
        Page admin = at(as("admin"), "/admin/people");
        admin.click("text=The leaver");
        admin.selectOption("[name=successor]", "Administrator");
        admin.click("text=Disable account");
        assertThat(at(admin, "/inbox").locator("main")).containsText("Task left");
        PRODUCT.send("DELETE", "Task/left", "{}");
    }

    @Test
    void whatFallsToSomebodyWhoMayNotReadItIsHandedOnUnread() {
        PRODUCT.send("PUT", "Practitioner/gone", "{'resourceType':'Practitioner','id':'gone'}");
        PRODUCT.send("PUT", "Practitioner/manager", "{'resourceType':'Practitioner','id':'manager'}");
        new TestAccounts(PRODUCT).staff("manager", "The manager", "manager", "practice-manager");
        PRODUCT.send(
                "PUT",
                "Communication/lost",
                "{'resourceType':'Communication','id':'lost','status':'in-progress','subject':{'reference':'Patient/ada'},"
                        + "'recipient':[{'reference':'Practitioner/gone','display':'Who is gone'}],"
                        + "'payload':[{'contentString':'In confidence'}]}");
        Page page =
                People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "manager", TestProduct.PASSWORD);
        at(page, "/inbox");
        page.click("text=Your roles do not show you what this says");
        assertThat(page.locator("body")).not().containsText("In confidence");
        page.click("summary:has-text('Hand on')");
        page.selectOption("#to", "person:Practitioner/physician");
        answersLate(page);
        page.click("button:has-text('Hand on')");
        assertThat(page.locator("[data-toast]")).hasText("Handed on to The physician");
        assertEquals(404, status(page), "it is on another's list now");
        assertThat(at(as("physician"), "/inbox").locator("main")).containsText("In confidence");
        PRODUCT.send("DELETE", "Communication/lost", "{}");
    }

    /** What a form does is known to the page as a change before the answer to the form is there. */
    private static void answersLate(Page page) {
        page.route("**", route -> {
            if (route.request().method().equals("POST")) {
                APIResponse answer = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
                page.waitForTimeout(1_500);
                route.fulfill(new Route.FulfillOptions().setResponse(answer));
            } else {
                route.resume();
            }
        });
    }

    private static int status(Page page) {
        return page.navigate(PRODUCT.home() + "/inbox/Communication/lost").status();
    }

    @Test
    void aFormOfAnotherPatientDoesNothing() {
        task("mixed", "front-desk", "ada", "");
        Page page = at(as("front-desk"), "/inbox/Task/mixed");
        page.evaluate("document.querySelector('.side [name=patient]').value = 'bo'");
        page.click(".side .primary");
        assertThat(page.locator("main")).containsText("another patient");
        assertTrue(PRODUCT.get("Task/mixed").text().contains("requested"));
        PRODUCT.send("DELETE", "Task/mixed", "{}");
    }

    @Test
    void whatIsWrongWithANewTaskIsSaidAtTheFields() {
        Page page = at(as("front-desk"), "/inbox/new");
        page.fill("#due", "whenever");
        page.click("text=Send");
        assertThat(page.locator("#what-fault")).containsText("Say what");
        assertThat(page.locator("#to-fault")).containsText("Say who");
        assertThat(page.locator("#due-fault")).containsText("Write a day");
        Accessible.check(page);
        assertEquals(0, page.locator(".toast").count());
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everybodyCanUseIt(ColorScheme scheme) {
        task("seen" + scheme, "front-desk", "ada", ",'priority':'stat','restriction':{'period':{'end':'2020-01-01'}}");
        int width = Browsers.width(scheme);
        Page page = BROWSERS.loggedIn(PRODUCT, "front-desk", scheme, width);
        Accessible.check(at(page, "/inbox"));
        Accessible.check(at(page, "/inbox/Task/seen" + scheme));
        PRODUCT.send("DELETE", "Task/seen" + scheme, "{}");
    }
}
