package org.throughline.clinic;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.login.smart.AppFixture;

/** The screens about apps in a real browser. */
class AppScreensTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();
    private static String known;

    @BeforeAll
    static void openBrowser() {
        PRODUCT.send("PUT", "Patient/ada", "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe'}]}");
        PRODUCT.send(
                "PUT",
                "Encounter/now",
                "{'resourceType':'Encounter','id':'now','status':'in-progress','class':{'code':'AMB'},"
                        + "'type':[{'text':'Check-up'}],'subject':{'reference':'Patient/ada'},"
                        + "'period':{'start':'2026-02-01'}}");
        known = new AppFixture(PRODUCT)
                .browserApp("launch/patient launch/encounter openid fhirUser offline_access patient/*.rs user/*.rs");
    }

    private static Page at(ColorScheme scheme, int width, String path) {
        Page page = BROWSERS.page(scheme, width);
        page.navigate(PRODUCT.home() + path);
        page.fill("input[name=name]", "admin");
        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("button");
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    private static String ask(String scope) {
        return "/oauth/authorize?response_type=code&state=s&code_challenge_method=S256"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri=https://app.example.org/back"
                + "&client_id=" + known + "&aud=" + PRODUCT.base() + "&scope=" + scope.replace(" ", "%20");
    }

    @Test
    void anAppIsRegisteredWithTheKeyboardAndItsSecretIsShownOnce() {
        Page page = at(ColorScheme.LIGHT, 1366, "/admin/apps");
        page.locator("a:has-text('Register an app')").press("Enter");
        page.fill("input[name=name]", "Growth chart");
        page.locator("textarea[name=redirects]").fill("http://app.example.org/back");
        page.locator("select[name=proof]").selectOption("SECRET");
        page.locator("input[name=name]").press("Enter");
        assertThat(page.locator("#redirects-fault")).containsText("cannot be sent back to");
        assertEquals("Growth chart", page.inputValue("input[name=name]"));

        page.locator("textarea[name=redirects]").fill("https://app.example.org/back");
        page.locator("input[name=name]").press("Enter");
        assertThat(page.locator(".notice code")).hasText(Pattern.compile("[A-Za-z0-9_-]{43}"));
        String secret = page.textContent(".notice code");

        page.navigate(PRODUCT.home() + "/admin/apps");
        page.click("text=Growth chart");
        assertThat(page.locator("h1")).hasText("Growth chart");
        assertTrue(!page.content().contains(secret));
    }

    @Test
    void anAppIsChangedDisabledAndEnabled() {
        Page page = at(ColorScheme.LIGHT, 1366, "/admin/apps/new");
        page.fill("input[name=name]", "Short-lived");
        page.locator("textarea[name=redirects]").fill("https://app.example.org/back");
        page.click("button:has-text('Register the app')");
        page.fill("input[name=about]", "Shows allergies.");
        page.click("button:has-text('Save the registration')");
        assertEquals("Shows allergies.", page.inputValue("input[name=about]"));
        page.click("button:has-text('Disable the app')");
        assertThat(page.locator(".tag")).hasText("Disabled");
        page.click("button:has-text('Enable the app')");
        assertThat(page.locator(".tag")).hasCount(0);
    }

    @Test
    void anAppThatActsByItselfGetsARole() {
        Page page = at(ColorScheme.LIGHT, 1366, "/admin/apps/new");
        page.fill("input[name=name]", "Nightly export");
        page.check("input[value=service]");
        page.locator("textarea[name=scopes]").fill("system/*.rs");
        page.fill("input[name=keysAt]", "https://app.example.org/keys");
        page.click("button:has-text('Register the app')");
        assertThat(page.locator("#role-fault")).containsText("needs a role");
        page.locator("select[name=role]").selectOption(new SelectOption().setLabel("Program that reads records"));
        page.click("button:has-text('Register the app')");
        assertThat(page.locator("main dl")).containsText("Acts by itself");
    }

    /** Allows what is ticked; gives where the app, which does not exist, is sent to. */
    private static String allow(Page page) {
        return page.waitForRequest(
                        Pattern.compile("https://app\\.example\\.org/back\\?.*"),
                        () -> page.click("button:has-text('Allow what is ticked')"))
                .url();
    }

    @Test
    void aPersonAllowsSomeAndTakesItBack() {
        Page page = at(ColorScheme.LIGHT, 1366, ask("launch/patient openid patient/*.rs offline_access"));
        page.fill("input[name=q]", "marl");
        page.keyboard().press("Enter");
        page.locator(".picks a").press("Enter");
        assertThat(page.locator("dl")).containsText("MARLOWE");
        page.uncheck("text=See everything in the record");
        page.click("text=Only some of it >> nth=0");
        page.check("text=See allergies");
        String back = allow(page);
        assertTrue(back.contains("code="), back);
    }

    @Test
    void noScreenAboutAppsHasAnAccessibilityFault() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = at(
                    scheme,
                    1366,
                    ask("launch/patient launch/encounter openid fhirUser offline_access patient/*.rs user/*.rs"));
            Accessible.check(page);
            page.click("text=MARLOWE");
            page.click("text=Only some of it >> nth=0");
            page.click("text=Only some of it >> nth=1");
            Accessible.check(page);
            allow(page);
            Page next = page.context().newPage(); // the other leads nowhere now
            for (String path : List.of(
                    "/admin/apps", "/admin/apps/new", "/admin/apps/" + known, "/account/access", "/patients/ada")) {
                next.navigate(PRODUCT.home() + path);
                Accessible.check(next);
            }
            next.click(".menu summary");
            Accessible.check(next);
            next.navigate(PRODUCT.home() + "/admin/apps/new");
            next.fill("input[name=name]", "x");
            next.click("button:has-text('Register the app')");
            Accessible.check(next);
            next.navigate(PRODUCT.home() + "/oauth/authorize?client_id=unknown");
            Accessible.check(next);
        }
    }

    @Test
    void theScreensFitAPhone() {
        Page page = at(ColorScheme.LIGHT, 390, ask("launch/patient openid patient/*.rs"));
        Accessible.fits(page);
        page.click("text=MARLOWE");
        page.click("text=Only some of it >> nth=0");
        Accessible.fits(page);
        for (String path : List.of("/admin/apps", "/admin/apps/new", "/admin/apps/" + known, "/account/access")) {
            page.navigate(PRODUCT.home() + path);
            Accessible.fits(page);
        }
    }
}
