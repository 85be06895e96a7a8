package org.throughline.clinic.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.events.subscription.Receiver;
import org.throughline.events.subscription.Requested;
import org.throughline.events.subscription.Subscriber;

/** Which programs are told of changes, as administrators see it. */
class SubscriptionsScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private final Subscriber subscriber = Subscriber.operator(PRODUCT);

    @Test
    void showsHowEachFaresAndTurnsOneOff() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/admin/apps");
        page.locator("a:has-text('Who is told of changes')").press("Enter");
        assertThat(page.locator("main")).containsText("No program has asked to be told");
        Accessible.check(page);
        try (Receiver receiver = new Receiver()) {
            receiver.answer(500);
            String failing = subscriber.subscribe(Requested.of("patient-record", "patient=" + subscriber.patient())
                    .at(receiver));
            subscriber.awaitState(failing, "error");
            subscriber.subscribe(Requested.of("death", ""));
            page.reload();
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.locator("tbody tr").first()).containsText("127.0.0.1");
            assertThat(page.locator("tbody tr").first()).containsText("The receiver answered 500.");
            assertThat(page.locator("tbody tr").last()).containsText("A patient has died");
            Accessible.check(page);
            page.locator("tbody tr").first().locator("button").press("Enter");
            assertThat(page.locator("tbody tr").first()).containsText("Off");
            assertEquals("off", subscriber.state(failing));
            Page dark = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.DARK, 390);
            dark.navigate(PRODUCT.home() + "/admin/subscriptions");
            assertThat(dark.locator("tbody tr")).hasCount(2);
            Accessible.check(dark);
        }
    }
}
