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
import org.throughline.app.RunningProduct;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** The screen of backups, of a product with the embedded database. */
class BackupsScreenTest {
    private static final Path FOLDER = RunningProduct.emptyFolder("backups-screen-test");
    private static Browsers browsers;
    private static RunningProduct product;

    @BeforeAll
    static void open() throws IOException {
        browsers = Browsers.open();
        product = RunningProduct.withPassword(FOLDER, TestProduct.PASSWORD);
    }

    @AfterAll
    static void close() {
        browsers.close();
        product.close();
    }

    private static Page opened(ColorScheme scheme, int width) {
        Page page = browsers.page(scheme, width);
        page.navigate(product.address() + "/admin/backups");
        page.fill("input[name=name]", "admin");
        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("button");
        page.waitForSelector("h1 >> text=Backups");
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
}
