package org.throughline.clinic;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.RunningProduct;

/**
 * Takes the pictures of {@code docs/screens}, of the demonstration as somebody finds it who starts it, and sees to it that a
 * chart is on the screen soon and is no burden on the line.
 *
 * <pre>{@code ./throughline test --all -Dtest=PicturesTest -Dpictures=docs/screens}</pre>
 */
@Tag("long")
class PicturesTest {
    private static final Path TO = Path.of(System.getProperty("pictures", "target/screens"));
    private static final int MOST_PAGE_BYTES = 100_000;
    private static final int MOST_FIRST_VISIT_BYTES = 200_000;

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static RunningProduct product;

    @BeforeAll
    static void open() throws IOException {
        product = RunningProduct.demo(RunningProduct.emptyFolder("pictures-test"));
    }

    @AfterAll
    static void close() {
        product.close();
    }

    private static Page as(String name, ColorScheme scheme, int width) {
        Page page = BROWSERS.page(
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, width > 500 ? 860 : 780));
        return People.logIn(page, home(), name, "demo");
    }

    private static Page as(String name) {
        return as(name, ColorScheme.LIGHT, 1366);
    }

    private static String home() {
        return product.address();
    }

    /** The patient who comes first among those whom the physician treats. */
    private static String patient(Page physician) {
        physician.navigate(home() + "/patients");
        return physician.locator("#people tbody a").first().getAttribute("href").replaceFirst(".*/", "");
    }

    private static void take(Page page, String path, String name) {
        assertTrue(page.navigate(home() + path).ok(), path);
        take(page, name);
    }

    private static void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(TO.resolve(name + ".png")));
    }

    @Test
    void theFrontDesk() {
        Page desk = as("frontdesk");
        take(desk, "/schedule", "schedule");
        take(desk, "/schedule/board", "board");
        take(desk, "/schedule/book", "booking");
        take(desk, "/patients", "patients");
        take(desk, "/registration/new", "registration");
        Page dark = as("frontdesk", ColorScheme.DARK, 1366);
        take(dark, "/schedule", "schedule-dark");
    }

    @Test
    void theChart() {
        Page physician = as("physician");
        String chart = "/patients/" + patient(physician);
        take(physician, chart, "chart");
        take(physician, chart + "/problems/new", "entry");
        for (String section :
                new String[] {"timeline", "results", "vitals", "medications", "documents", "history", "plan"}) {
            take(physician, chart + "/" + section, "chart-" + section);
        }
        take(as("physician", ColorScheme.DARK, 1366), chart, "chart-dark");
        take(as("physician", ColorScheme.LIGHT, 390), chart, "chart-phone");
    }

    @Test
    void notesAndTheTeam() {
        Page physician = as("physician");
        String patient = patient(physician);
        take(physician, "/inbox", "inbox");
        take(physician, "/notes", "notes-unsigned");
        take(physician, "/notes/" + patient + "/new", "note-new");
        physician.locator(".picks a").first().click();
        physician.waitForSelector("form[data-note]");
        take(physician, "note");
        take(as("billing"), "/charges/" + patient, "charges");
    }

    @Test
    void runningThePractice() {
        Page admin = as("admin");
        take(admin, "/admin/backups", "backups");
        take(admin, "/admin/people", "people");
        take(as("privacy"), "/privacy", "privacy");
        take(as("manager"), "/practice", "practice");
        take(as("patient", ColorScheme.LIGHT, 390), "/", "portal-phone");
    }

    @Test
    void aChartIsOnTheScreenSoonAndLight() {
        Page page = as("physician");
        String chart = home() + "/patients/" + patient(page);
        page.navigate(chart); // what the first start of anything costs is not the page's
        AtomicLong bytes = new AtomicLong();
        Page first = as("physician");
        first.onResponse(
                response -> bytes.addAndGet(Long.parseLong(response.headers().getOrDefault("content-length", "0"))));
        first.navigate(chart);
        int html = first.content().length();
        Number painted = (Number) first.evaluate(
                "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))"
                        + ".observe({type: 'largest-contentful-paint', buffered: true}))");
        System.out.printf(
                Locale.ROOT,
                "Chart: %d bytes of HTML, %d bytes of it and its assets, largest paint after %.0f ms%n",
                html,
                bytes.get(),
                painted.doubleValue());
        assertTrue(html <= MOST_PAGE_BYTES, "bytes of a chart: " + html);
        assertTrue(bytes.get() <= MOST_FIRST_VISIT_BYTES, "bytes of a first visit: " + bytes.get());
        assertThat(first.locator(".banner")).isVisible();
    }
}
