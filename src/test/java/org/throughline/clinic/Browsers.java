package org.throughline.clinic;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.throughline.app.TestProduct;

/**
 * The machine's own Chromium, headless. Where there is none, the tests of screens are left out and say so.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Browsers BROWSERS = new Browsers();
 * }</pre>
 *
 * <p>One browser serves all classes of tests; a test's windows are closed at its end, so that their pages do not go on
 * asking beside the tests that follow.
 */
public final class Browsers implements BeforeAllCallback, AfterEachCallback {
    /** The shell without a window of its own comes first: it takes half the work of the whole browser. */
    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/snap/bin/chromium");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public void beforeAll(ExtensionContext context) {
        Assumptions.assumeTrue(chromium().isPresent(), "No Chromium is installed: tests of the screens are left out");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Shared.BROWSER.contexts().forEach(BrowserContext::close);
    }

    private static Optional<Path> chromium() {
        return PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** An empty page in a window of its own, as somebody who was never here has it. */
    public Page page(ColorScheme scheme, int width) {
        return page(new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 768));
    }

    /**
     * How wide the window is in which a page is looked at in a scheme: what fits depends on the width alone, what can be read on
     * the scheme, so the light one is for the desk and the dark one for the telephone.
     */
    public static int width(ColorScheme scheme) {
        return scheme == ColorScheme.LIGHT ? 1366 : 360;
    }

    /** The same, for windows of another kind: on a phone, without scripts. */
    public Page page(Browser.NewContextOptions window) {
        return Shared.BROWSER.newContext(window).newPage();
    }

    /** A page of the product that somebody who sees patients has just logged in to, if not in this window. */
    public Page loggedIn(TestProduct product, String name, ColorScheme scheme, int width) {
        Page page = page(scheme, width);
        People.let(page, product.home(), name, TestProduct.PASSWORD);
        page.navigate(product.home() + "/patients");
        page.waitForSelector("#people");
        return page;
    }

    /** Started at the first use; a class of its own so that the JVM sees to it that it happens once. */
    private static final class Shared {
        private static final Browser BROWSER = start();

        private static Browser start() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            // How quick the product is, the benchmark says; a busy machine must not make a test red.
            PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
            return playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium().orElseThrow())
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    // What needs no process and no thread of its own takes a tenth less work without.
                                    "--in-process-gpu",
                                    "--js-flags=--single-threaded",
                                    // A test's window is one process, not one more in reserve for each page it goes to.
                                    "--disable-features=SpareRendererForSitePerProcess,IsolateOrigins,site-per-process",
                                    "--disable-quic",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
        }
    }
}
