package org.throughline.clinic.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;

/** An empty installation is set up, from the first log-in to the first clinician's. */
class SetupScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void openBrowser() {
        PRODUCT.set("SETUP", "open");
    }

    @Test
    void anEmptyInstallationIsSetUpInOneGo() {
        Page page = BROWSERS.page(ColorScheme.LIGHT, 1366);
        People.logIn(page, PRODUCT.home(), "admin", TestProduct.PASSWORD);
        assertTrue(page.url().endsWith("/setup"), page.url());
        Accessible.check(page);

        page.fill("input[name=organization]", "Harbour Practice");
        page.fill("textarea[name=sites]", "Harbour East\n\n Harbour West ");
        page.fill("input[name=given]", "Noor");
        page.fill("input[name=family]", "Haddad");
        page.fill("input[name=name]", "not a name");
        page.click("button:has-text('Set up')");
        assertTrue(page.textContent("[role=alert]").contains("without blanks"));
        assertEquals("Harbour Practice", page.inputValue("input[name=organization]"));
        assertEquals(0, count("Organization"), "nothing half made");
        page.fill("input[name=name]", "noor");
        page.click("button:has-text('Set up')");
        Accessible.check(page);
        String link = page.inputValue("input.link");

        Page clinician = People.begin(
                BROWSERS.page(ColorScheme.LIGHT, 1366), link, PRODUCT.home(), "noor", "boats in the harbour");
        assertTrue(clinician.url().endsWith("/schedule"), clinician.url());
        assertTrue(clinician.textContent("header").contains("Noor Haddad"));
        assertEquals(3, count("Organization"));
        assertEquals(2, count("Organization?partof:Organization.name=Harbour%20Practice"));
        assertEquals(2, count("Location"));
        assertEquals(1, count("PractitionerRole?practitioner.family=Haddad&organization.name=Harbour%20East"));

        page.navigate(PRODUCT.home() + "/setup");
        assertTrue(page.url().endsWith("/admin/settings"), "once");
    }

    private static int count(String search) {
        String total = PRODUCT.get(search + (search.contains("?") ? "&" : "?") + "_summary=count")
                .text();
        return Integer.parseInt(total.replaceAll("(?s).*\"total\":\\s*([0-9]+).*", "$1"));
    }
}
