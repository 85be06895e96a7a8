package org.throughline.clinic;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.throughline.app.TestProduct;

/** The machine's own Chromium, headless. Where there is none, the tests of screens are left out and say so. */
public record Browsers(Playwright playwright, Browser browser) {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");

    public static Browsers open() {
        Optional<Path> chromium =
                PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(chromium.isPresent(), "No Chromium is installed: tests of the screens are left out");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Browsers(playwright, browser);
    }

    public Page page(ColorScheme scheme, int width) {
        return browser.newContext(
                        new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 768))
                .newPage();
    }

    /** A page of the product that somebody who sees patients has just logged in to. */
    public Page loggedIn(TestProduct product, String name, ColorScheme scheme, int width) {
        Page page = page(scheme, width);
        page.navigate(product.home());
        page.fill("input[name=name]", name);
        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("button");
        page.waitForURL(address -> !address.contains("/login"));
        page.navigate(product.home() + "/patients");
        page.waitForSelector("#people");
        return page;
    }

    public void close() {
        playwright.close();
    }
}
