package org.throughline.clinic;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.app.TestProduct;

/** The page of all components, and the keys. */
class DesignScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send("PUT", "Patient/ada", "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe'}]}");
    }

    /** The pictures are in {@code target/screens}, to be looked at. */
    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyComponentCanBeUsedByEverybody(ColorScheme scheme) {
        for (int width : new int[] {1366, 360}) {
            Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, width);
            page.navigate(PRODUCT.home() + "/design");
            Accessible.check(page);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "screens", "design-" + scheme + "-" + width + ".png")));
        }
    }

    @Test
    void aKeyPressesItsButtonUnlessOneTypesOrHasSwitchedItOff() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/patients/ada");
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).containsText("Add problem");
        Accessible.check(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("#keys")).isHidden();
        page.keyboard().press("p");
        assertThat(page.locator("#problem")).isFocused();
        page.keyboard().type("p");
        assertThat(page.locator("#problem")).hasValue("p");

        page.navigate(PRODUCT.home() + "/patients/ada");
        page.keyboard().press("?");
        page.locator("#keys input").uncheck();
        page.locator("#keys button").click();
        assertThat(page.locator("#keys")).isHidden();
        page.keyboard().press("p");
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        assertThat(page.locator("#problem")).hasCount(0);
    }

    @Test
    void aBirthDateFindsInEitherOrderAndAsItIsShown() {
        PRODUCT.send(
                "PUT",
                "Patient/born",
                "{'resourceType':'Patient','id':'born','birthDate':'1958-04-03','name':[{'family':'Zhou'}]}");
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        for (String typed : new String[] {"3/4/1958", "4/3/1958", "03-Apr-1958", "1958-04-03"}) {
            page.navigate(PRODUCT.home() + "/patients?q=" + typed);
            assertThat(page.locator("[data-rows] a")).containsText("ZHOU");
        }
    }
}
