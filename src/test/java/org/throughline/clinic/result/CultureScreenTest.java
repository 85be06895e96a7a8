package org.throughline.clinic.result;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** A culture from its form, preliminary and final, and as the clinician sees it. */
class CultureScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void people() {
        PRODUCT.send("PUT", "Practitioner/lab", "{'resourceType':'Practitioner','id':'lab'}");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1980-05-06','gender':'female','name':[{'family':'Marlowe','given':['Ada']}]}");
        new TestAccounts(PRODUCT).staff("lab", "The laboratory", "lab", "lab");
    }

    @Test
    void aCultureIsEnteredPreliminaryBroughtOnAndShownByOrganismAndAntibiotic() {
        Page page = BROWSERS.loggedIn(PRODUCT, "lab", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/results/ada/new?test=Urine%20culture");
        page.fill("#outcome", "No growth");
        Accessible.check(page);
        page.click("button:has-text('Enter ·')");
        page.click("main >> text=Urine culture");
        assertThat(page.locator("main")).containsText("Preliminary");
        page.click("text=Bring on");
        page.fill("#outcome", "");
        page.fill("#o0", "E. coli");
        page.fill("#q0", ">100,000 CFU/mL");
        page.fill("#s0", "ampicillin >=32 R\nnitro 16 S\nunknown S");
        page.check("text=Final");
        page.click("button:has-text('Save ·')");
        assertThat(page.locator("#s0-fault")).containsText("“unknown” is no antibiotic");
        Accessible.check(page);
        page.fill("#s0", "ampicillin >=32 R\nnitro 16 S");
        page.click("button:has-text('Save ·')");
        page.waitForSelector("table.culture");
        assertThat(page.locator("table.culture thead")).containsText("Escherichia coli");
        assertThat(page.locator("table.culture .resistant")).containsText(">=32");
        assertThat(page.locator("table.culture .resistant")).containsText("resistant");
        assertThat(page.locator("main .tag.caution").first()).containsText("Abnormal");
        Accessible.check(page);
        String report = page.url();
        page.navigate(PRODUCT.home() + "/results/ada");
        assertThat(page.locator("table.bydate")).containsText("Escherichia coli");
        assertThat(page.locator("table.bydate")).not().containsText("Ampicillin");
        Page dark = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.DARK, 720);
        dark.navigate(report);
        Accessible.check(dark);
        Accessible.fits(dark);
    }
}
