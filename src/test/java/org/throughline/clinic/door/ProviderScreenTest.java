package org.throughline.clinic.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;
import org.throughline.login.provider.TestProvider;

/** An outside identity provider, from the settings to the log-in, in a real browser. */
class ProviderScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProvider PROVIDER = TestProvider.start();
    private static final TestProduct PRODUCT = TestProduct.start("--identity-provider-on-private-network=true");

    @AfterAll
    static void closeBrowser() {
        PROVIDER.close();
    }

    private static Page fresh() {
        return BROWSERS.page(ColorScheme.LIGHT, 1366);
    }

    private static Page admin() {
        return People.logIn(fresh(), PRODUCT.home(), "admin", TestProduct.PASSWORD);
    }

    private static void set(Page page, String issuer) {
        page.navigate(PRODUCT.home() + "/admin/settings");
        page.fill("input[name=label]", "Mill");
        page.fill("input[name=issuer]", issuer);
        page.fill("input[name=client]", TestProvider.CLIENT);
        page.fill("input[name=secret]", TestProvider.SECRET);
    }

    private static void inAtProvider(Page page, String from) {
        page.navigate(PRODUCT.home() + from);
        page.click("text=Log in with Mill");
        page.waitForURL(address -> !address.contains("/login"));
    }

    @Test
    void aProviderIsSetLinkedAndUsed() {
        PROVIDER.honest();
        Page page = admin();
        set(page, "http://127.0.0.1:1");
        page.click("button:has-text('Check')");
        assertThat(page.locator(".findings .bad")).containsText("None could be had");
        assertEquals("Mill", page.inputValue("input[name=label]"), "what was typed is kept");
        Accessible.check(page);
        set(page, PROVIDER.issuer());
        page.click("button:has-text('Check')");
        assertEquals(0, page.locator(".findings .bad").count());
        page.fill("input[name=secret]", TestProvider.SECRET);
        page.locator("section[aria-labelledby=provider] button:has-text('Save')")
                .click();
        assertThat(page.locator("section[aria-labelledby=provider] .count")).hasText("on");

        page.navigate(PRODUCT.home() + "/account");
        page.click("button:has-text('Link with Mill')");
        Accessible.check(page);
        page.click("text=Go to Mill");
        page.waitForURL("**/account");
        assertThat(page.locator("section[aria-labelledby=outside]")).containsText("subject-1@mill.example");
        Accessible.check(page);
        page.click("text=Log out");
        page.waitForURL("**/login");
        Accessible.check(page);
        inAtProvider(page, "/login?next=/account");
        assertTrue(page.url().endsWith("/account"), page.url());
        assertThat(page.locator("section[aria-labelledby=outside]")).containsText("subject-1@mill.example");

        page.fill("input[name=wanted]", "half typed");
        page.click("#lock-now");
        Page beside = page.context().waitForPage(() -> page.click("#lock a:has-text('Log in with Mill')"));
        assertThat(page.locator("#lock")).isHidden();
        assertThat(page.locator("input[name=wanted]")).hasValue("half typed");
        if (!beside.isClosed()) {
            assertThat(beside.locator("main")).containsText("unlocked");
        }
        page.fill("input[name=present]", "not it");
        page.fill("input[name=wanted]", "typed to its end");
        page.click("button:has-text('Change password')");
        assertThat(page.locator("[role=alert]").first()).containsText("not your present password");

        page.click("button:has-text('Unlink')");
        assertThat(page.locator("button:has-text('Link with Mill')")).isVisible();
    }

    @Test
    void anInvitationIsAcceptedAtTheProvider() {
        PROVIDER.honest().who("subject-of-berg");
        Page page = admin();
        set(page, PROVIDER.issuer());
        page.uncheck("input[name=passwords]");
        page.locator("section[aria-labelledby=provider] button:has-text('Save')")
                .click();
        page.navigate(PRODUCT.home() + "/admin/people/new");
        page.fill("input[name=given]", "Sam");
        page.fill("input[name=family]", "Berg");
        page.fill("input[name=name]", "berg");
        page.selectOption("select[name=role]", new SelectOption().setLabel("Front desk"));
        page.click("text=Make the link");
        String link = page.inputValue("input.link");

        Page invited = fresh();
        invited.navigate(link);
        assertEquals(0, invited.locator("input[name=password]").count(), "staff have no passwords here");
        Accessible.check(invited);
        invited.click("text=Begin with Mill");
        invited.waitForURL("**/schedule");
        invited.navigate(link);
        assertThat(invited.locator("main")).containsText("good no more");
        invited.navigate(PRODUCT.home() + "/account");
        assertThat(invited.locator("section[aria-labelledby=password]")).containsText("Mill or a passkey");
        invited.click("button:has-text('Unlink')");
        assertThat(invited.locator("[role=alert]").first()).containsText("only way in");
        invited.click("text=Log out");
        inAtProvider(invited, "/login");
        assertThat(invited.locator(".schedule")).isVisible();

        page.navigate(PRODUCT.home() + "/admin/people?q=berg");
        page.click("tbody a");
        assertThat(page.locator("section[aria-labelledby=ways]")).containsText("subject-of-berg@mill.example");
        page.click("text=Unlink from the identity provider");
        invited.reload();
        assertTrue(invited.url().contains("/login"), invited.url());
        invited.click("text=Log in with Mill");
        assertThat(invited.locator("[role=alert]").first()).containsText("no account here");
        page.navigate(PRODUCT.home() + "/admin/settings");
        page.click("button:has-text('Remove')");
        assertThat(page.locator("section[aria-labelledby=provider] .count")).hasText("off");
    }
}
