package org.throughline.clinic.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.RunningProduct;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** The screen of backups, of a product with the embedded database. */
class BackupsScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final Path FOLDER = RunningProduct.emptyFolder("backups-screen-test");
    private static RunningProduct product;

    @BeforeAll
    static void open() throws IOException {
        product = RunningProduct.withPassword(FOLDER, TestProduct.PASSWORD);
    }

    @AfterAll
    static void close() {
        product.close();
    }

    private static Page opened(ColorScheme scheme, int width) {
        return opened(scheme, width, "backups", "Backups");
    }

    private static Page opened(ColorScheme scheme, int width, String path, String title) {
        Page page = BROWSERS.page(scheme, width);
        page.navigate(product.address() + "/admin/" + path);
        page.fill("input[name=name]", "admin");
        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("button");
        page.waitForSelector("h1 >> text=" + title);
        return page;
    }

    @Test
    void backupsArePlannedTakenAndAFailureIsInSightOnEveryPage() throws IOException {
        Page page = opened(ColorScheme.LIGHT, 1366);
        page.fill("input[name=folder]", "not whole");
        page.click("text=Save");
        assertThat(page.locator("[role=alert]")).containsText("Write the whole path");
        assertThat(page.locator("input[name=folder]")).hasValue("not whole");

        Path folder = FOLDER.resolve("own-backups");
        page.fill("input[name=folder]", folder.toString());
        page.click("text=Save");
        page.click("text=Take one now");
        assertThat(page.locator("section[aria-labelledby=runs]")).containsText("MB");
        Accessible.check(page);

        Path file = Files.writeString(FOLDER.resolve("a-file"), "no folder");
        page.fill("input[name=folder]", file.toString());
        page.click("text=Save");
        page.click("text=Take one now");
        assertThat(page.locator("section[aria-labelledby=runs] .danger").first())
                .containsText("Failed");
        page.click("text=Show the passphrase");
        assertThat(page.locator("section[aria-labelledby=passphrase] code")).containsText("-");
        Accessible.check(page);
    }

    @Test
    void itCanBeUsedOnANarrowDarkScreen() {
        Accessible.check(opened(ColorScheme.DARK, 360));
    }

    @Test
    void aDowntimePackIsMadeAndAFailureIsInSight() throws IOException {
        Page page = opened(ColorScheme.LIGHT, 360, "downtime", "Downtime pack");
        page.fill("input[name=passphrase]", "too short");
        page.fill("input[name=again]", "too short");
        page.evalOnSelector("input[name=passphrase]", "field => field.minLength = 0");
        page.click("text=Make packs from now on");
        assertThat(page.locator("[role=alert]")).containsText("12 to 100");
        page.fill("input[name=passphrase]", "correct horse 9");
        page.fill("input[name=again]", "correct horse 9");
        page.click("text=Make packs from now on");
        assertThat(page.locator("section[aria-labelledby=pack]")).containsText("0 patients");
        assertThat(page.locator("section[aria-labelledby=pack] code")).containsText("downtime/throughline-downtime-");
        Accessible.check(page);

        Path file = Files.writeString(FOLDER.resolve("no-folder"), "no folder");
        page.fill("input[name=folder]", file.toString());
        page.click("text=Save");
        assertThat(page.locator("section[aria-labelledby=pack] [role=alert]")).containsText("could not be made");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Accessible.check(page);
        page.click("text=Make no more packs");
        assertThat(page.locator("section[aria-labelledby=pack]")).containsText("None are made");
    }
}
