package org.throughline.clinic.entry;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Vital signs, entered and read in a real browser. */
class VitalsScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    private static String patient(String id) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id
                        + "','birthDate':'1980-05-06','name':[{'family':'Marlowe','given':['Ada']}]}");
        return PRODUCT.home() + "/patients/" + id + "/vitals";
    }

    private static Page page() {
        return BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
    }

    private static String found(String patient) {
        return PRODUCT.get("Observation?patient=" + patient).text();
    }

    @Test
    void vitalSignsAreStoredAsUsCoreWantsThemAndShownAtOnce() {
        String vitals = patient("all");
        Page page = page();
        page.navigate(vitals);
        page.click("text=Add vitals");
        assertThat(page.locator("#pressure")).isFocused();
        page.keyboard().type("128/82");
        page.fill("#heartRate", "72");
        page.fill("#temperature", "98.6");
        page.selectOption("[name=temperatureUnit]", "[degF]");
        page.fill("#weight", "154.3");
        page.selectOption("[name=weightUnit]", "[lb_av]");
        page.fill("#height", "172");
        page.click("[data-save]");

        assertThat(page.locator("main")).containsText("128/82");
        assertThat(page.locator("main")).containsText("37");
        assertThat(page.locator("main")).containsText("Body mass index");
        String stored = found("all");
        for (String part : new String[] {"85354-9", "8480-6", "8867-4", "39156-5", "\"code\":\"kg\"", "69.989"}) {
            assertTrue(stored.contains(part), part + ": " + stored);
        }
        page.navigate(vitals.replace("/vitals", ""));
        assertThat(page.locator("section[aria-labelledby=vitals]")).containsText("128/82");
    }

    @Test
    void whatCannotBeRightIsRefusedAndWhatIsUnusualIsAskedAbout() {
        String vitals = patient("odd");
        Page page = page();
        page.navigate(vitals + "/new");
        page.fill("#pressure", "80/120");
        page.click("[data-save]");
        assertThat(page.locator("#pressure-fault")).containsText("diastolic");

        page.fill("#pressure", "120/80");
        page.fill("#temperature", "40.4");
        page.click("[data-save]");
        assertThat(page.locator(".question")).containsText("unusually high");
        assertEquals("40.4", page.inputValue("#temperature"));
        assertTrue(!found("odd").contains("8310-5"));
        page.check("[name=confirmed]");
        page.click("[data-save]");
        assertThat(page.locator("main")).containsText("40.4");
    }

    @Test
    void heightAndWeightThatChangedPlacesAndAWeightThatJumpsAreNoticed() {
        String vitals = patient("jump");
        Page page = page();
        page.navigate(vitals + "/new");
        page.fill("#weight", "172");
        page.fill("#height", "70");
        page.click("[data-save]");
        assertThat(page.locator("#height-fault")).containsText("changed places");
        page.fill("#weight", "70");
        page.fill("#height", "172");
        page.click("[data-save]");
        assertThat(page.locator("main")).containsText("Body mass index");

        page.navigate(vitals + "/new");
        page.fill("#weight", "90");
        page.click("[data-save]");
        assertThat(page.locator(".question")).containsText("29 % more than the last weight");
    }

    @Test
    void whatWasMeasuredIsTakenBackWithAReason() {
        String vitals = patient("back");
        Page page = page();
        page.navigate(vitals + "/new");
        page.fill("#heartRate", "72");
        page.click("[data-save]");
        page.click("td a:has-text('72')");
        page.click("text=It was entered in error");
        page.fill("#reason", "another patient's");
        page.click("button.danger");

        assertThat(page.locator("main")).containsText("No vital sign is recorded.");
        String stored = found("back");
        assertTrue(stored.contains("entered-in-error") && stored.contains("another patient"), stored);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theFormCanBeUsedByEverybodyAndFitsATelephone(ColorScheme scheme) {
        String vitals = patient("axe");
        int width = Browsers.width(scheme);
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, width);
        page.navigate(vitals + "/new");
        page.fill("#heartRate", "7");
        page.click("[data-save]");
        Accessible.check(page);
    }
}
