package org.throughline.clinic.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.database.Sql;

/** The lock over a page that nobody uses. */
class LockTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    private static Page typing() {
        Page page = BROWSERS.page(ColorScheme.LIGHT, 1366);
        page.clock().install();
        page.navigate(PRODUCT.home() + "/login?next=/account");
        page.fill("input[name=name]", "admin");
        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("text=Log in");
        page.waitForURL("**/account");
        page.fill("input[name=wanted]", "half typed");
        return page;
    }

    private static Locator lock(Page page) {
        return page.locator("#lock");
    }

    private static void unlock(Page page, String password) {
        page.fill("#lock input[name=password]", password);
        page.click("#lock button:has-text('Unlock')");
    }

    private static int state(Page page) {
        return page.request().get(PRODUCT.home() + "/patients/rows").url().contains("/login") ? 303 : 200;
    }

    @Test
    void anIdlePageIsLockedAndComesBackAsItWas() {
        Page page = typing();
        page.clock().fastForward("14:00");
        assertThat(lock(page)).isHidden();
        page.clock().fastForward("01:10");
        assertThat(lock(page)).isVisible();
        assertThat(page.locator("#lock input[name=name]")).hasValue("admin");
        assertEquals(303, state(page), "the server has locked the session too");
        page.keyboard().press("Escape");
        assertThat(lock(page)).isVisible();

        unlock(page, "wrong");
        assertThat(page.locator("#lock .failure:visible")).containsText("do not fit");
        unlock(page, TestProduct.PASSWORD);
        assertThat(lock(page)).isHidden();
        assertThat(page.locator("input[name=wanted]")).hasValue("half typed");

        page.fill("input[name=present]", "not it");
        page.fill("input[name=wanted]", "typed to its end");
        page.click("button:has-text('Change password')");
        assertTrue(page.textContent("[role=alert]").contains("not your present password"), "the form is taken");
    }

    @Test
    void nothingOfALockedPageIsInTheDocument() {
        PRODUCT.send(
                "PUT",
                "Patient/lock",
                "{'resourceType':'Patient','id':'lock','name':[{'family':'Hidden','given':['Ada']}]}");
        Page page = typing();
        page.navigate(PRODUCT.home() + "/patients/lock");
        page.fill("#find", "Hidden, half typed");
        page.evaluate("document.querySelector('#find').setSelectionRange(3, 6)");
        assertTrue(page.content().contains("HIDDEN") && page.title().contains("HIDDEN"), page.title());
        page.click("#lock-now");
        assertThat(page.locator("#lock input[name=password]")).isFocused();
        assertFalse(
                page.content().toLowerCase(Locale.ROOT).contains("hidden, "),
                "neither for a screen reader nor in the browser's tools");
        assertEquals("Locked", page.title());
        assertEquals(0, page.locator("#find").count());
        Accessible.check(page);

        unlock(page, TestProduct.PASSWORD);
        assertThat(lock(page)).isHidden();
        assertThat(page.locator("#find")).hasValue("Hidden, half typed");
        assertEquals(
                "3-6",
                page.evaluate("document.querySelector('#find').selectionStart + '-' +"
                        + " document.querySelector('#find').selectionEnd"));
        assertTrue(page.title().contains("HIDDEN"));
        assertThat(page.locator("#lock-now")).isFocused();
        page.click("#lock-now");
        assertThat(lock(page)).isVisible();
        unlock(page, TestProduct.PASSWORD);
        assertThat(lock(page)).isHidden();
        page.click("button:has-text('Log out')");
        page.waitForURL("**/login");
    }

    @Test
    void aDialogThatWasOpenIsOpenAgain() {
        Page page = typing();
        page.evaluate("document.querySelector('#keys').showModal()");
        page.clock().fastForward("15:10");
        assertThat(lock(page)).isVisible();
        assertEquals(0, page.locator("#keys").count());
        unlock(page, TestProduct.PASSWORD);
        assertThat(lock(page)).isHidden();
        assertEquals(true, page.evaluate("document.querySelector('#keys').matches(':modal')"));
        page.keyboard().press("Escape");
        assertThat(page.locator("#keys")).isHidden();
        assertThat(page.locator("input[name=wanted]")).hasValue("half typed");
    }

    @Test
    void whoUsesThePageIsNotLockedOut() {
        Page page = typing();
        for (int i = 0; i < 4; i++) {
            page.clock().fastForward("10:00");
            page.keyboard().press("Shift");
        }
        assertThat(lock(page)).isHidden();
        assertEquals(200, state(page));
    }

    @Test
    void allTabsAreLockedAndUnlockedTogether() {
        Page page = typing();
        Page tab = page.context().newPage();
        tab.navigate(PRODUCT.home() + "/account");
        page.click("#lock-now");
        assertThat(lock(tab)).isVisible();
        Accessible.check(page);
        unlock(tab, TestProduct.PASSWORD);
        assertThat(lock(page)).isHidden();
        assertThat(lock(tab)).isHidden();
        page.click("button:has-text('Log out')");
        page.waitForURL("**/login");
    }

    @Test
    void aSessionThatWasEndedElsewhereIsToldAtTheNextUse() {
        Page page = typing();
        page.waitForResponse("**/inbox/count", () -> page.navigate(PRODUCT.home() + "/patients"));
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, "DELETE FROM session"));
        page.fill("#find", "half typed");
        assertThat(lock(page)).isVisible();
        page.fill("#lock input[name=name]", "admin");
        unlock(page, TestProduct.PASSWORD);
        assertThat(lock(page)).isHidden();
        assertThat(page.locator("#find")).hasValue("half typed");
    }
}
