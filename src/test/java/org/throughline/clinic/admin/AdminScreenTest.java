package org.throughline.clinic.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;

/** What a practice manager does with people, roles and settings. */
class AdminScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String PASSWORD = "a secret of the staff";

    @BeforeAll
    static void openBrowserAndClinic() {
        PRODUCT.send("PUT", "Organization/whole", "{'resourceType':'Organization','id':'whole','name':'Mill Clinic'}");
        PRODUCT.send(
                "PUT",
                "Organization/north",
                "{'resourceType':'Organization','id':'north','name':'Mill Clinic North',"
                        + "'partOf':{'reference':'Organization/whole'}}");
        PRODUCT.send(
                "PUT",
                "Patient/kim",
                "{'resourceType':'Patient','id':'kim','birthDate':'2015-02-03',"
                        + "'name':[{'family':'Osei','given':['Kim']}]}");
        PRODUCT.send(
                "PUT",
                "Practitioner/lee",
                "{'resourceType':'Practitioner','id':'lee','name':[{'family':'Lee','given':['Robin']}]}");
        PRODUCT.set("ORGANIZATION", "whole");
    }

    private static Page fresh() {
        return BROWSERS.page(ColorScheme.LIGHT, 1366);
    }

    private static Page admin() {
        return People.logIn(fresh(), PRODUCT.home(), "admin", TestProduct.PASSWORD);
    }

    /** Invites somebody new to the staff; the link. */
    private static String invite(Page page, String family, String name, String role) {
        page.navigate(PRODUCT.home() + "/admin/people/new");
        page.fill("input[name=given]", "Sam");
        page.fill("input[name=family]", family);
        page.fill("input[name=name]", name);
        page.selectOption("select[name=role]", new SelectOption().setLabel(role));
        page.selectOption("select[name=site]", "north");
        page.click("text=Make the link");
        return page.inputValue("input.link");
    }

    private static void open(Page page, String name) {
        page.navigate(PRODUCT.home() + "/admin/people?q=" + name);
        page.click("tbody a");
    }

    @Test
    void somebodyIsInvitedToASiteAndBeginsOnce() {
        Page page = admin();
        String link = invite(page, "Berg", "berg", "Front desk");
        Page invited = People.begin(fresh(), link, PRODUCT.home(), "berg", PASSWORD);
        assertTrue(invited.url().endsWith("/schedule"), invited.url());
        assertEquals(0, invited.locator(".rail a:has-text('Admin')").count());
        invited.navigate(PRODUCT.home() + "/admin/people");
        assertTrue(invited.textContent("main").contains("not permitted to see who has an account"));
        invited.navigate(link);
        assertTrue(invited.textContent("main").contains("good no more"));

        open(page, "berg");
        String person = page.textContent("main");
        assertTrue(person.contains("Front desk") && person.contains("Mill Clinic North"), person);
        String posts = PRODUCT.get("PractitionerRole?organization=Organization/north&active=true")
                .text();
        assertTrue(posts.contains("Front desk"), posts);
        String directory = PRODUCT.get("Practitioner?family=Berg").text();
        assertTrue(directory.contains("Sam"), directory);
    }

    @Test
    void whatIsChangedCountsFromTheNextRequest() {
        Page page = admin();
        Page nurse = People.begin(fresh(), invite(page, "Nunez", "nunez", "Nurse"), PRODUCT.home(), "nunez", PASSWORD);
        assertThat(nurse.locator(".schedule")).isVisible();
        nurse.navigate(PRODUCT.home() + "/patients");

        open(page, "nunez");
        page.click("[aria-label^='Take away Nurse']");
        nurse.reload();
        assertTrue(nurse.textContent("main").contains("not permitted to see patients"));
        assertTrue(PRODUCT.get("PractitionerRole?active=false").text().contains("Nurse"));
        page.selectOption("select[name=role]", new SelectOption().setLabel("Front desk"));
        page.click("text=Give role");
        nurse.reload();
        assertThat(nurse.locator("#people")).isVisible();

        page.click("text=Log out everywhere");
        nurse.reload();
        assertTrue(nurse.url().contains("/login"), nurse.url());
        People.logIn(nurse, PRODUCT.home(), "nunez", PASSWORD);
        page.click("text=Disable account");
        nurse.reload();
        assertTrue(nurse.url().contains("/login"), nurse.url());
        page.click("text=Enable account");
        People.logIn(nurse, PRODUCT.home(), "nunez", PASSWORD);

        page.click("text=New link, password forgotten");
        String link = page.inputValue("input.link");
        nurse.reload();
        assertTrue(nurse.url().contains("/login"), nurse.url());
        People.begin(nurse, link, PRODUCT.home(), "nunez", "another secret of hers");
    }

    @Test
    void aProxyActsForAPatientUntilADay() {
        Page page = admin();
        page.navigate(PRODUCT.home() + "/admin/people/new?kind=PROXY");
        page.fill("main input[name=q]", "osei");
        page.click("main button:has-text('Find')");
        page.fill("input[name=display]", "Ama Osei");
        page.fill("input[name=relationship]", "mother");
        page.fill("input[name=until]", "2033-02-03");
        page.fill("input[name=name]", "ama@example.org");
        page.click("text=Make the link");
        page.click("text=Done");
        String person = page.textContent("main");
        assertTrue(person.contains("Osei, Kim") && person.contains("03-Feb-2033"), person);
        String related = PRODUCT.get("RelatedPerson?patient=Patient/kim").text();
        assertTrue(related.contains("Ama Osei") && related.contains("mother"), related);
        page.click("[aria-label^='Take away Acts for a patient']");
        assertTrue(page.textContent("main").contains("may do nothing"));
        assertTrue(PRODUCT.get("RelatedPerson?active=false").text().contains("Ama Osei"));
    }

    @Test
    void aPatientIsInvitedToTheirOwnRecordAndKnownStaffIsFound() {
        Page page = admin();
        page.navigate(PRODUCT.home() + "/admin/people/new?kind=PATIENT&q=osei");
        page.fill("input[name=name]", "kim@example.org");
        page.click("text=Make the link");
        page.click("text=Done");
        assertTrue(page.textContent("main").contains("Patient/kim"));

        page.navigate(PRODUCT.home() + "/admin/people/new?kind=STAFF&q=lee");
        page.check("input[type=radio][value=lee]");
        page.fill("input[name=name]", "lee");
        page.click("text=Make the link");
        page.click("text=Done");
        assertTrue(page.textContent("main").contains("Practitioner/lee"));
        page.navigate(PRODUCT.home() + "/admin/people/new?kind=STAFF");
        page.fill("input[name=family]", "Other");
        page.fill("input[name=name]", "lee");
        page.click("text=Make the link");
        assertTrue(page.textContent("[role=alert]").contains("The name lee is taken"));
        assertEquals("Other", page.inputValue("input[name=family]"));
        String others = PRODUCT.get("Practitioner?family=Other&_summary=count").text();
        assertTrue(others.contains("\"total\":0"), "nothing half made: " + others);
    }

    @Test
    void aManagerChangesNeitherThemselvesNorTheFirstAdministrator() {
        Page page = admin();
        Page manager = People.begin(
                fresh(), invite(page, "Marsh", "marsh", "Practice manager"), PRODUCT.home(), "marsh", PASSWORD);
        assertTrue(manager.url().contains("/schedule"), manager.url());
        assertEquals(0, manager.locator("#find").count(), "no patients for managers");
        open(manager, "marsh");
        assertEquals(0, manager.locator("text=Give role").count());
        open(manager, "Administrator");
        assertEquals(0, manager.locator("text=Disable account").count());
        for (String act : List.of("disable", "reset", "roles", "name", "sessions")) {
            assertTrue(forced(manager, "/admin/people/1/" + act).contains("Only the first administrator"), act);
        }
    }

    /** Sends a form that the page does not have. */
    private static String forced(Page page, String path) {
        return page.evaluate(
                        "path => fetch(path, {method: 'POST', body: new URLSearchParams({'form-token':"
                                + " document.querySelector('input[name=form-token]').value, display: 'x', role: '1'})})"
                                + ".then(answer => answer.text())",
                        path)
                .toString();
    }

    @Test
    void aRoleIsReadAndChangedAsATable() {
        Page page = admin();
        Page desk = People.begin(fresh(), invite(page, "Dunn", "dunn", "Billing"), PRODUCT.home(), "dunn", PASSWORD);
        page.navigate(PRODUCT.home() + "/admin/roles");
        page.click("a:has-text('Billing')");
        assertThat(page.locator("[aria-label='See Insurance; Charges, claims and payments']"))
                .isChecked();
        page.selectOption("select[name='new.kind']", "RESULTS");
        page.check("input[name='new.see']");
        page.fill("input[name='new.only']", "category=laboratory");
        page.uncheck("input[name=duty][value=CHART]");
        page.click("text=Save Billing");
        assertThat(page.locator("[aria-label='Only where, for Results and specimens']"))
                .hasValue("category=laboratory");
        desk.reload();
        assertTrue(desk.textContent("main").contains("not permitted to see patients"));

        page.fill("#copy", "Billing, learning");
        page.click("text=Make a role like this one");
        assertTrue(page.textContent("h1").contains("Billing, learning"));
        page.uncheck("[aria-label='See Results and specimens']");
        page.click("text=Save Billing, learning");
        assertEquals(0, page.locator("[aria-label='See Results and specimens']").count());
        page.click("text=Remove this role");
        assertEquals(0, page.locator("a:has-text('Billing, learning')").count());
        page.click("a:has-text('Billing')");
        page.click("text=Remove this role");
        assertTrue(page.textContent("[role=alert]").contains("Somebody has this role"));
    }

    @Test
    void whoeverIsSecondToChangeARoleIsTold() {
        Page page = admin();
        Page other = admin();
        for (Page each : List.of(page, other)) {
            each.navigate(PRODUCT.home() + "/admin/roles");
            each.click("a:has-text('Surgeon')");
        }
        page.click("text=Save Surgeon");
        other.click("text=Save Surgeon");
        assertTrue(other.textContent("[role=alert]").contains("Somebody else has changed this role"));
    }

    @Test
    void staffWithoutASecondFactorSetsOneUpFirstWhenItIsNeeded() {
        Page page = admin();
        Page nurse = People.begin(fresh(), invite(page, "Falk", "falk", "Nurse"), PRODUCT.home(), "falk", PASSWORD);
        PRODUCT.set("SECOND_FACTOR", "yes");
        try {
            nurse.navigate(PRODUCT.home() + "/patients");
            assertTrue(nurse.url().endsWith("/account"), nurse.url());
            assertTrue(nurse.textContent("main").contains("need a second factor"));
        } finally {
            PRODUCT.set("SECOND_FACTOR", "no");
        }
        nurse.navigate(PRODUCT.home() + "/patients");
        assertThat(nurse.locator("#people")).isVisible();
    }

    @Test
    void settingsAreKeptAndSitesAdded() {
        Page page = admin();
        page.navigate(PRODUCT.home() + "/admin/settings");
        page.fill("input[name=idle]", "0");
        page.click("section[aria-labelledby=login] button");
        assertTrue(page.textContent("[role=alert]").contains("1 to 60 minutes"));
        page.fill("input[name=idle]", "20");
        page.click("section[aria-labelledby=login] button");
        assertEquals("20", page.inputValue("input[name=idle]"));
        page.fill("input[name=zone]", "Mars/Olympus");
        page.click("section[aria-labelledby=time] button");
        assertTrue(page.textContent("[role=alert]").contains("no such time zone"));
        page.fill("input[name=zone]", "America/Denver");
        page.click("section[aria-labelledby=time] button");
        assertEquals("America/Denver", page.inputValue("input[name=zone]"));
        page.fill("input[name=name]", "Mill Clinic South");
        page.click("text=Add site");
        assertTrue(page.textContent("main").contains("Mill Clinic South"));
        assertTrue(PRODUCT.get("Location?name=Mill Clinic South".replace(" ", "%20"))
                .text()
                .contains("Mill Clinic South"));
    }

    @Test
    void noPageHasAnAccessibilityFaultOrIsWiderThanAPhone() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            int width = scheme == ColorScheme.LIGHT ? 1366 : 390;
            Page page = People.logIn(BROWSERS.page(scheme, width), PRODUCT.home(), "admin", TestProduct.PASSWORD);
            for (String path : List.of(
                    "/admin/people",
                    "/admin/people/1",
                    "/admin/people/new",
                    "/admin/people/new?kind=PROXY&q=osei",
                    "/admin/people/new?kind=PROGRAM",
                    "/admin/roles",
                    "/admin/roles/3",
                    "/admin/settings",
                    "/account")) {
                page.navigate(PRODUCT.home() + path);
                Accessible.check(page);
            }
        }
    }
}
