package org.throughline.clinic.privacy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;

/** What the privacy officer does about odd accesses. */
class AlertsScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void somebodyLooksAtARelative() {
        PRODUCT.set("WATCH_HOURS", "6-6");
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic'}");
        PRODUCT.send(
                "PUT",
                "Practitioner/marlowe",
                "{'resourceType':'Practitioner','id':'marlowe','name':[{'family':'Marlowe'}]}");
        PRODUCT.send(
                "PUT",
                "Patient/p",
                "{'resourceType':'Patient','id':'p','birthDate':'1970-01-01',"
                        + "'name':[{'family':'Marlowe','given':['Ada']}]}");
        TestAccounts accounts = new TestAccounts(PRODUCT);
        accounts.staff("desk", "Robin Marlowe", "marlowe", "front-desk");
        accounts.staff("officer", "Sam Okafor", "nobody", "privacy-officer");
    }

    private static Page loggedIn(String name, ColorScheme scheme, int width) {
        return People.logIn(BROWSERS.page(scheme, width), PRODUCT.home(), name, TestProduct.PASSWORD);
    }

    @Test
    void anAlertIsPassedOnAndLookedInto() throws InterruptedException {
        Page desk = loggedIn("desk", ColorScheme.LIGHT, 1366);
        desk.navigate(PRODUCT.home() + "/patients/p");
        Page officer = loggedIn("officer", ColorScheme.DARK, 1366);
        officer.navigate(PRODUCT.home() + "/privacy/alerts");
        for (int i = 0; i < 40 && !officer.textContent("main").contains("Robin Marlowe"); i++) {
            Thread.sleep(250);
            officer.reload();
        }
        String page = officer.textContent("main");
        assertTrue(page.contains("Robin Marlowe"), page);
        assertTrue(page.contains("MARLOWE, Ada"), page);
        assertTrue(page.contains("Both have the family name Marlowe"), page);
        assertTrue(officer.textContent("nav[aria-label=Privacy]").contains("Alerts 1"));
        Accessible.check(officer);

        officer.fill("input[name=note]", "Her manager asks her");
        officer.click("button:has-text('Pass on')");
        officer.waitForSelector("text=There is no such alert.");
        officer.navigate(PRODUCT.home() + "/privacy/alerts?state=ESCALATED");
        officer.fill("input[name=note]", "It was her mother");
        officer.click("button:has-text('Looked into')");
        assertTrue(officer.textContent("[role=alert]").contains("Choose what you found"));
        Accessible.check(officer);
        assertTrue(officer.inputValue("input[name=note]").equals("It was her mother"), "what was typed is kept");
        officer.check("text=It was not permitted");
        officer.click("button:has-text('Looked into')");
        officer.navigate(PRODUCT.home() + "/privacy/alerts?state=CLOSED&kind=FAMILY");
        page = officer.textContent("main");
        assertTrue(page.contains("It was not permitted: It was her mother (Sam Okafor"), page);
        assertTrue(page.contains("Passed on: Her manager asks her"), page);
        officer.click("text=The entries in the trail");
        officer.waitForSelector("text=About MARLOWE, Ada");
        assertTrue(officer.textContent("tbody").contains("read the chart: summary"));
    }

    @Test
    void thresholdsAreSetAndNonsenseIsNot() {
        Page officer = loggedIn("officer", ColorScheme.LIGHT, 390);
        officer.navigate(PRODUCT.home() + "/privacy/alerts/settings");
        Accessible.check(officer);
        officer.fill("input[name=hours]", "late");
        officer.click("text=Save the thresholds");
        assertTrue(officer.textContent("[role=alert]").contains("cannot be set here"));
        officer.fill("input[name=hours]", "6-6");
        officer.fill("input[name=houses]", "4");
        officer.uncheck("text=Many patients");
        officer.click("text=Save the thresholds");
        officer.waitForURL("**/privacy/alerts");
        officer.navigate(PRODUCT.home() + "/privacy/alerts/settings");
        assertTrue(officer.inputValue("input[name=houses]").equals("4"));
        assertTrue(!officer.isChecked("text=Many patients"));
    }

    @Test
    void whoIsNotThePrivacyOfficerSeesNone() {
        Page desk = loggedIn("desk", ColorScheme.LIGHT, 1366);
        desk.navigate(PRODUCT.home() + "/privacy/alerts");
        assertTrue(desk.textContent("main").contains("You are not permitted to see the alerts"));
    }
}
