package org.throughline.clinic.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.AppCodes;
import org.throughline.clinic.Browsers;
import org.throughline.database.Sql;

/** A person's own account in a real browser, with a passkey's device made of software. */
class AccountScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        PRODUCT.database().inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM factor");
            Sql.change(connection, "DELETE FROM recovery_code");
            return Sql.change(connection, "DELETE FROM guess");
        });
    }

    /** Passkeys are bound to names, so the product is visited under one. */
    private static String home() {
        return PRODUCT.home().replace("127.0.0.1", "localhost");
    }

    private static Page fresh() {
        return BROWSERS.page(ColorScheme.LIGHT, 1366);
    }

    private static Page typed(Page page, String password) {
        page.navigate(home() + "/login?next=/account");
        page.fill("input[name=name]", "admin");
        page.fill("input[name=password]", password);
        page.click("text=Log in");
        return page;
    }

    private static Page loggedIn(Page page) {
        typed(page, TestProduct.PASSWORD).waitForURL("**/account");
        return page;
    }

    private static String addApp(Page page) {
        page.click("text=Add an authenticator app");
        page.click("text=It cannot scan");
        String secret = page.textContent("details code");
        page.fill("input[name=code]", AppCodes.of(secret, Duration.ZERO));
        page.click("button:has-text('Add app')");
        return secret;
    }

    @Test
    void withAnAppThePasswordAloneDoesNotLetInAndEachCodeDoesOnce() {
        Page page = loggedIn(fresh());
        String secret = addApp(page);
        assertEquals(10, page.locator(".codes li").count());
        String recovery = page.textContent(".codes li");
        page.click("text=I have kept them");
        assertTrue(page.textContent("section[aria-labelledby=factors]").contains("10 recovery codes left"));

        Page other = typed(fresh(), TestProduct.PASSWORD);
        other.fill("input[name=code]", AppCodes.of(secret, Duration.ZERO));
        other.click("text=Log in");
        assertTrue(other.textContent("[role=alert]").contains("The code does not fit"), "taken when it was set up");
        String next = AppCodes.of(secret, Duration.ofSeconds(30));
        other.fill("input[name=code]", next);
        other.click("text=Log in");
        other.waitForURL("**/account");

        Page third = typed(fresh(), TestProduct.PASSWORD);
        third.fill("input[name=code]", next);
        third.click("text=Log in");
        assertTrue(third.textContent("[role=alert]").contains("The code does not fit"));
        third.fill("input[name=code]", recovery);
        third.click("text=Log in");
        third.waitForURL("**/account");
        assertTrue(third.textContent("main").contains("9 recovery codes left"));

        Page fourth = typed(fresh(), TestProduct.PASSWORD);
        fourth.fill("input[name=code]", recovery);
        fourth.click("text=Log in");
        assertTrue(fourth.textContent("[role=alert]").contains("The code does not fit"));
    }

    @Test
    void anAppIsAddedOnlyWithItsCodeAndRemovedWithItsRecoveryCodes() {
        Page page = loggedIn(fresh());
        page.click("text=Add an authenticator app");
        String address = page.getAttribute(".qr path", "d");
        page.fill("input[name=code]", "000000");
        page.click("button:has-text('Add app')");
        assertTrue(page.textContent("[role=alert]").contains("The code does not fit"));
        assertEquals(address, page.getAttribute(".qr path", "d"), "the same key is offered again");
        page.click("text=Cancel");
        addApp(page);
        page.click("text=I have kept them");
        page.click("[aria-label='Remove Authenticator app']");
        assertTrue(page.textContent("main").contains("Only the password protects this account"));
        loggedIn(fresh());
    }

    @Test
    void aPasskeyLogsInWithoutAPasswordAndMayTakeItsPlace() {
        Page page = fresh();
        device(page);
        loggedIn(page);
        page.click("a:has-text('Add a passkey')");
        page.fill("input[name=label]", "My stick");
        page.click("text=Make a passkey");
        page.click("text=I have kept them");
        assertTrue(page.textContent("section[aria-labelledby=factors]").contains("My stick"));

        page.click("text=Log out");
        page.waitForURL("**/login");
        page.click("text=Use a passkey");
        page.waitForSelector(".schedule");

        page.click("text=Log out");
        typed(page, TestProduct.PASSWORD);
        assertThat(page.locator("text=Code of your authenticator app")).isVisible();
        page.click("text=Use a passkey");
        page.waitForURL("**/account");

        page.click("text=Log in without a password from now on");
        assertTrue(page.textContent("main").contains("You log in without a password"));
        page.click("[aria-label='Remove My stick']");
        assertTrue(page.textContent("[role=alert]").contains("your only way in"));
        assertTrue(
                typed(fresh(), TestProduct.PASSWORD).textContent("[role=alert]").contains("do not fit"));
        page.fill("input[name=wanted]", TestProduct.PASSWORD);
        page.click("text=Set password");
        assertFalse(page.textContent("main").contains("You log in without a password"));
    }

    @Test
    void aPasskeyThatIsNotKnownDoesNotLetIn() {
        Page page = fresh();
        device(page);
        loggedIn(page);
        page.click("a:has-text('Add a passkey')");
        page.click("text=Make a passkey");
        page.click("text=I have kept them");
        page.click("[aria-label='Remove Passkey']");
        page.click("text=Log out");
        page.click("text=Use a passkey");
        page.waitForSelector("[role=alert]:visible");
        assertTrue(page.locator("[role=alert]:visible").textContent().contains("not known here"));
    }

    @Test
    void thePasswordIsChangedAndOtherSessionsEnd() {
        Page other = loggedIn(fresh());
        Page page = loggedIn(fresh());
        change(page, "not it", "a longer secret of ours");
        assertTrue(page.textContent("[role=alert]").contains("not your present password"));
        change(page, TestProduct.PASSWORD, "password1234");
        assertTrue(page.textContent("[role=alert]").contains("among the first that are guessed"));
        change(page, TestProduct.PASSWORD, "a longer secret of ours");
        assertEquals(0, page.locator("[role=alert]").count());
        other.reload();
        assertTrue(other.url().contains("/login?next="), other.url());
        typed(other, "a longer secret of ours").waitForURL("**/account");
        change(other, "a longer secret of ours", TestProduct.PASSWORD);
    }

    private static void change(Page page, String present, String wanted) {
        page.fill("input[name=present]", present);
        page.fill("input[name=wanted]", wanted);
        page.click("button:has-text('Change password')");
    }

    @Test
    void sessionsAreSeenAndEnded() {
        Page other = loggedIn(fresh());
        Page page = loggedIn(fresh());
        assertTrue(page.textContent("section[aria-labelledby=sessions]").contains("Chrome on Linux (this one)"));
        page.click("text=End all others");
        assertEquals(
                1, page.locator("section[aria-labelledby=sessions] tbody tr").count());
        other.reload();
        assertTrue(other.url().contains("/login?next="), other.url());
    }

    @Test
    void noPageHasAnAccessibilityFault() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = BROWSERS.page(scheme, 1366);
            device(page);
            page.navigate(home() + "/login");
            page.waitForSelector("text=Use a passkey");
            Accessible.check(page);
            loggedIn(page);
            Accessible.check(page);
            page.navigate(home() + "/account/passkey");
            Accessible.check(page);
            page.navigate(home() + "/account");
            addApp(page);
            Accessible.check(page);
            page.navigate(home() + "/account/app");
            Accessible.check(page);
            Page second = typed(BROWSERS.page(scheme, 390), TestProduct.PASSWORD);
            second.waitForSelector("input[name=code]");
            Accessible.check(second);
            nothingIsLeftOfOtherTests();
        }
    }

    /** A device for passkeys that the browser believes in, see the Chrome DevTools Protocol's domain WebAuthn. */
    private static void device(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", parameters);
    }
}
