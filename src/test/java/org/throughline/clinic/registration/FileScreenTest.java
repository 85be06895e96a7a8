package org.throughline.clinic.registration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Insurance, proxies, consents and the photo of a patient, in a real browser. */
class FileScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
        PRODUCT.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        new TestAccounts(PRODUCT).staff("ito", "Dr. Ito", "ito", "physician");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1980-05-06','name':[{'family':'Marlowe','given':['Ada']}],"
                        + "'generalPractitioner':[{'reference':'Practitioner/ito'}]}");
    }

    private static Page page(ColorScheme scheme, int width) {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, width);
        page.navigate(PRODUCT.home() + "/file/ada");
        return page;
    }

    @Test
    void anInsuranceIsAddedAndEnded() {
        Page page = page(ColorScheme.LIGHT, 1366);
        page.click("text=Add an insurance");
        page.fill("#payer", "Harbor Health");
        page.click("text=Add insurance · MARLOWE, Ada");
        assertThat(page.locator("#member-fault")).containsText("card");
        assertThat(page.locator("#payer")).hasValue("Harbor Health");
        page.fill("#member", "HH-77");
        page.fill("#group", "G-9");
        page.selectOption("#relationship", "spouse");
        page.fill("#subscriber", "Paul Marlowe");
        page.locator("#start").first().fill("1 jan 2026");
        page.click("text=Add insurance · MARLOWE, Ada");
        assertThat(page.locator("main"))
                .containsText("member HH-77 · group G-9 · in the name of Paul Marlowe · first to pay");
        String stored = PRODUCT.get("Coverage?beneficiary=Patient/ada").text();
        assertTrue(stored.contains("\"subscriberId\":\"HH-77\"") && stored.contains("2026-01-01"), stored);
        page.click("text=Ended");
        assertTrue(PRODUCT.get("Coverage?beneficiary=Patient/ada").text().contains("cancelled"));
    }

    @Test
    void whatThePatientKeepsFromSomebodyIsKeptAtOnceAndRevoked() {
        PRODUCT.send(
                "PUT",
                "Condition/gout",
                "{'resourceType':'Condition','id':'gout','subject':{'reference':'Patient/ada'},'code':{'text':'Gout'}}");
        Page page = page(ColorScheme.LIGHT, 1366);
        page.click("text=Keep something from somebody");
        page.selectOption("#actor", "Practitioner/ito");
        page.click("text=Keep it from them");
        assertThat(page.locator("main")).containsText("Dr. Ito does not see anything");

        Page physician = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        physician.waitForTimeout(500); // a new kind of policy is read within 0.3 s
        physician.navigate(PRODUCT.home() + "/patients/ada/problems");
        assertFalse(physician.locator("main").innerText().contains("Gout"));
        page.click("text=Revoked");
        physician.navigate(PRODUCT.home() + "/patients/ada/problems");
        assertThat(physician.locator("main")).containsText("Gout");
    }

    @Test
    void somebodyCloseIsAddedWithoutAccess() {
        Page page = page(ColorScheme.LIGHT, 1366);
        page.click("text=Add somebody");
        page.fill("#name", "Rosa Marlowe");
        page.locator("#relationship").last().fill("mother");
        page.click("text=Add somebody · MARLOWE, Ada");
        assertThat(page.locator("main")).containsText("mother · no access to the record");
        Accessible.check(page);
    }

    @Test
    void aPhotoIsMadeAnewAndShownInTheBanner() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB), "png", png);
        Page page = page(ColorScheme.LIGHT, 1366);
        page.setInputFiles("#file", new FilePayload("face.png", "image/png", png.toByteArray()));
        assertThat(page.locator("[name=data]")).hasValue(Pattern.compile("data:.{20,}"));
        page.click("text=Keep photo");
        assertThat(page.locator(".photo img")).isVisible();
        assertThat(page.locator(".photo img")).hasJSProperty("naturalWidth", 128);
        page.navigate(PRODUCT.home() + "/patients/ada");
        assertThat(page.locator(".banner .photo")).isVisible();
        String stored = PRODUCT.get("Patient/ada").text();
        assertTrue(stored.contains("image/jpeg") && stored.length() < 12_000, stored);

        page.navigate(PRODUCT.home() + "/file/ada");
        page.evaluate("document.querySelector('[name=data]').value = 'data:image/png;base64,AAAA'");
        page.click("text=Keep photo");
        assertThat(page.locator("[role=alert]")).containsText("not a photo");
        page.click("text=Remove it");
        assertFalse(PRODUCT.get("Patient/ada").text().contains("image/jpeg"));
    }

    @Test
    void everybodyCanUseIt() {
        Accessible.check(page(ColorScheme.LIGHT, 1366));
        Accessible.check(page(ColorScheme.DARK, 360));
    }

    @Test
    void nothingButAPhotoIsTaken() {
        String script = "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
        String data = java.util.Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        Page page = page(ColorScheme.LIGHT, 1366);
        page.evaluate("document.querySelector('[name=data]').value = 'data:image/svg+xml;base64," + data + "'");
        page.click("text=Keep photo");
        assertThat(page.locator("[role=alert]")).containsText("not a photo");
    }

    @Test
    void whetherWhatIsPrivateMayBeUsedForChecksIsAskedForItselfAndTheNewAnswerTakesThePlaceOfTheOld() {
        Page page = page(ColorScheme.LIGHT, 1366);
        assertThat(page.locator("section[aria-labelledby=safety]")).containsText("nobody has asked");
        for (String answer : new String[] {"yes", "no"}) {
            page.check("[name=safety][value=" + answer + "]");
            page.click("section[aria-labelledby=safety] button");
            assertThat(page.locator("section[aria-labelledby=safety] .count")).hasText(answer);
        }
        String stored = PRODUCT.get("Consent?patient=ada&category=safety-checks&status=active")
                .text();
        assertTrue(stored.contains("\"deny\"") && !stored.contains("\"permit\""), stored);
        assertThat(page.locator("section[aria-labelledby=consents]")).not().containsText("another form");
    }
}
