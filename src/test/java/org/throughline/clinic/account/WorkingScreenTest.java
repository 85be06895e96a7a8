package org.throughline.clinic.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;
import org.throughline.database.Sql;

/** Somebody with roles at several sites of the organization. */
class WorkingScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String PASSWORD = "a secret of the staff";

    @BeforeAll
    static void openBrowserAndClinic() {
        PRODUCT.send("PUT", "Organization/whole", "{'resourceType':'Organization','id':'whole','name':'Mill Clinic'}");
        site("north", "Mill North");
        site("south", "Mill South");
        patient("of-north", "Nielsen", "north");
        patient("of-south", "Souza", "south");
        PRODUCT.set("ORGANIZATION", "whole");
    }

    private static void site(String id, String name) {
        PRODUCT.send(
                "PUT",
                "Organization/" + id,
                "{'resourceType':'Organization','id':'" + id + "','name':'" + name
                        + "','partOf':{'reference':'Organization/whole'}}");
    }

    private static void patient(String id, String family, String site) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','name':[{'family':'" + family
                        + "'}],'managingOrganization':{'reference':'Organization/" + site + "'}}");
    }

    private static Page fresh() {
        return BROWSERS.page(ColorScheme.LIGHT, 1366);
    }

    private static void give(Page page, String role, String site) {
        page.selectOption("select[name=role]", new SelectOption().setLabel(role));
        page.selectOption("select[name=site]", site);
        page.click("text=Give role");
    }

    private static void work(Page page, String role) {
        page.click("a.working");
        page.check("label:has-text('" + role + "') input");
        page.click("text=Work so");
    }

    private static boolean isOpen(Page page, String patient) {
        page.navigate(PRODUCT.home() + "/patients/" + patient);
        return page.locator("input[name=reason]").count() == 0;
    }

    @Test
    void eachRoleCountsAtItsOwnSite() {
        Page admin = People.logIn(fresh(), PRODUCT.home(), "admin", TestProduct.PASSWORD);
        admin.navigate(PRODUCT.home() + "/admin/people/new");
        admin.fill("input[name=given]", "Ines");
        admin.fill("input[name=family]", "Ruiz");
        admin.fill("input[name=name]", "ruiz");
        admin.selectOption("select[name=role]", new SelectOption().setLabel("Physician"));
        admin.selectOption("select[name=site]", "north");
        admin.click("text=Make the link");
        Page page = People.begin(fresh(), admin.inputValue("input.link"), PRODUCT.home(), "ruiz", PASSWORD);
        assertEquals(0, page.locator("a.working").count(), "nothing to choose");

        admin.navigate(PRODUCT.home() + "/admin/people?q=ruiz");
        admin.click("tbody a");
        give(admin, "Practice manager", "south");
        page.reload();
        assertThat(page.locator("a.working")).hasText("All roles");
        assertThat(page.locator(".rail a:has-text('Admin')")).isVisible();
        assertTrue(isOpen(page, "of-south"), "together, what a physician may reaches where she manages");
        page.click("a.working");
        Accessible.check(page);
        page.check("label:has-text('Physician · Mill North') input");
        page.click("text=Work so");
        assertThat(page.locator("a.working")).hasText("Physician · Mill North");
        assertEquals(0, page.locator(".rail a:has-text('Admin')").count());
        assertTrue(isOpen(page, "of-north"));
        assertTrue(!isOpen(page, "of-south"), "a physician at the other site only");
        assertTrue(audited("Physician", "north"));

        page.click("#lock-now");
        page.fill("#lock input[name=password]", PASSWORD);
        page.click("#lock button:has-text('Unlock')");
        assertThat(page.locator("#lock")).isHidden();
        page.reload();
        assertThat(page.locator("a.working")).hasText("Physician · Mill North");

        work(page, "Practice manager · Mill South");
        assertThat(page.locator(".rail a:has-text('Admin')")).isVisible();
        page.navigate(PRODUCT.home() + "/patients/of-north");
        assertTrue(page.textContent("main").contains("not permitted"), page.textContent("main"));

        admin.reload();
        admin.click("[aria-label^='Take away Practice manager']");
        page.navigate(PRODUCT.home() + "/");
        assertEquals(0, page.locator("a.working").count(), "one role is left");
        assertTrue(isOpen(page, "of-north"));
    }

    private static boolean audited(String role, String site) {
        return PRODUCT.database()
                .read(connection -> Sql.any(
                        connection,
                        "SELECT 1 FROM agent WHERE display = 'Ines Ruiz' AND roles = ? AND sites = ?",
                        role,
                        site));
    }
}
