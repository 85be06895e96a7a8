package org.throughline.clinic.registration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Registering patients, in a real browser. */
class RegistrationScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send(
                "PUT",
                "Patient/bill",
                "{'resourceType':'Patient','id':'bill','gender':'male','birthDate':'1958-07-14',"
                        + "'name':[{'family':'Okafor','given':['Bill']}]}");
    }

    private static Page page() {
        return BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
    }

    private static void fill(Page page, String given, String family, String born) {
        page.fill("#given", given);
        page.fill("#family", family);
        page.fill("#birthDate", born);
        page.selectOption("#sex", "male");
    }

    @Test
    void aPatientIsRegisteredWithANumberAndTheChartOpens() {
        Page page = page();
        page.click("text=New patient");
        fill(page, "Noor", "Haddad", "3 Mar 1999");
        page.fill("#mobile", "555 010 7788");
        page.selectOption("#language", "ar");
        page.check("input[name=races] >> nth=1");
        page.click("[data-save]");

        assertThat(page.locator(".banner")).containsText("HADDAD, Noor");
        assertThat(page.locator(".banner")).containsText("03-Mar-1999");
        String number = page.locator(".banner .who b").last().textContent();
        assertTrue(number.matches("\\d{8}"), number);
        page.navigate(PRODUCT.home() + "/patients?q=" + number);
        assertThat(page.locator("[data-rows] a")).containsText("HADDAD");
    }

    @Test
    void whoIsKnownAlreadyIsShownWhileOneTypesAndMustBeLookedAt() {
        Page page = page();
        page.navigate(PRODUCT.home() + "/registration/new");
        page.locator("#given").pressSequentially("William");
        page.locator("#family").pressSequentially("Okafor");
        page.locator("#birthDate").pressSequentially("14/7/1958");
        assertThat(page.locator("#candidates .strong")).containsText("OKAFOR, Bill");
        assertThat(page.locator("#candidates .strong")).containsText("First name and nickname");

        page.selectOption("#sex", "male");
        page.click("[data-save]");
        assertThat(page.locator("[data-focus]")).containsText("probably somebody who is known");
        assertEquals("William", page.inputValue("#given"));
        page.check("[name=somebody-else]");
        page.click("[data-save]");
        assertThat(page.locator(".banner")).containsText("OKAFOR, William");
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedStays() {
        Page page = page();
        page.navigate(PRODUCT.home() + "/registration/new");
        page.fill("#given", "Ada");
        page.fill("#birthDate", "long ago");
        page.fill("#email", "ada");
        page.click("[data-save]");

        assertThat(page.locator("#family-fault")).isVisible();
        assertThat(page.locator("#birthDate-fault")).containsText("14-Jul-1958");
        assertThat(page.locator("#sex-fault")).isVisible();
        assertThat(page.locator("#email-fault")).isVisible();
        assertThat(page.locator("#given")).hasValue("Ada");
        assertThat(page.locator("#birthDate")).hasValue("long ago");
    }

    @Test
    void whoIsChangedByTwoIsNotOverwritten() {
        PRODUCT.send(
                "PUT",
                "Patient/two",
                "{'resourceType':'Patient','id':'two','gender':'male','birthDate':'1970','name':[{'family':'Ito'}]}");
        Page mine = page();
        mine.navigate(PRODUCT.home() + "/registration/two");
        PRODUCT.send(
                "PUT",
                "Patient/two",
                "{'resourceType':'Patient','id':'two','gender':'other','birthDate':'1970','name':[{'family':'Ito'}]}");
        mine.fill("#given", "Mei");
        mine.click("[data-save]");

        assertThat(mine.locator(".theirs")).containsText("Somebody else has changed this patient");
        assertThat(mine.locator("#given")).hasValue("Mei");
        assertTrue(PRODUCT.get("Patient/two").text().contains("other"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theFormCanBeUsedByEverybodyAndFitsATelephone(ColorScheme scheme) {
        int width = Browsers.width(scheme);
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, width);
        page.navigate(PRODUCT.home() + "/registration/bill");
        Accessible.check(page);
    }
}
