package org.throughline.clinic.pharmacy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** From the signature to the counter and back, in real browsers. */
class PharmacyScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send(
                "PUT",
                "Practitioner/ito",
                "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito','given':['Rei']}]}");
        PRODUCT.send(
                "PUT",
                "Organization/practice",
                "{'resourceType':'Organization','id':'practice','name':'Millbrook Clinic'}");
        PRODUCT.send(
                "PUT",
                "Endpoint/here",
                "{'resourceType':'Endpoint','id':'here','status':'active','connectionType':{'code':'hl7-fhir-msg'},"
                        + "'payloadType':[{'text':'x'}],'address':'urn:throughline:here'}");
        PRODUCT.send(
                "PUT",
                "Organization/clinic",
                "{'resourceType':'Organization','id':'clinic','name':'Main Street Pharmacy','type':[{'coding':[{'system':"
                        + "'http://nucc.org/provider-taxonomy','code':'333600000X'}]}],'address':[{'city':'Millbrook'}],"
                        + "'endpoint':[{'reference':'Endpoint/here'}]}");
        PRODUCT.set("ORGANIZATION", "practice");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','gender':'female','birthDate':'1980-05-06','name':[{'family':'Marlowe',"
                        + "'given':['Ada']}],'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-preferredPharmacy',"
                        + "'extension':[{'url':'pharmacy','valueReference':{'reference':'Organization/clinic'}}]}]}");
        PRODUCT.send(
                "PUT",
                "CareTeam/ada",
                "{'resourceType':'CareTeam','id':'ada','status':'active','subject':{'reference':'Patient/ada'},"
                        + "'participant':[{'member':{'reference':'Practitioner/ito'}}]}");
        PRODUCT.send("PUT", "Practitioner/green", "{'resourceType':'Practitioner','id':'green'}");
        TestAccounts accounts = new TestAccounts(PRODUCT);
        accounts.staff("ito", "Rei Ito", "ito", "physician");
        accounts.staff("green", "Pat Green", "green", "pharmacist");
        accounts.staff("manager", "Dana Novak", "green", "practice-manager");
    }

    @Test
    void whatIsSignedIsDispensedAndThePrescriberSeesIt() {
        Page prescriber = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        prescriber.navigate(PRODUCT.home() + "/orders/ada");
        prescriber.locator("#line").pressSequentially("amoxicillin 500 tid 10d");
        assertThat(prescriber.locator("#line-offers [role=option]").first()).hasAttribute("aria-selected", "true");
        prescriber.keyboard().press("Enter");
        assertThat(prescriber.locator("#pharmacy")).hasValue("Main Street Pharmacy · Millbrook");
        Accessible.check(prescriber);
        if (prescriber.locator("[name=acknowledged]").count() > 0) {
            prescriber.check("[name=acknowledged]");
        }
        prescriber.click("button[value=sign]");
        assertThat(prescriber.locator("[data-toast]")).containsText("1 order is signed");
        awaitState(prescriber, "received");

        Page pharmacist = login("green", ColorScheme.DARK);
        pharmacist.navigate(PRODUCT.home() + "/pharmacy");
        assertThat(pharmacist.locator("tbody tr")).containsText("Ada Marlowe");
        Accessible.check(pharmacist);
        pharmacist.click("tbody tr a");
        assertThat(pharmacist.locator("h1")).containsText("amoxicillin 500 mg capsule");
        pharmacist.setViewportSize(360, 700);
        Accessible.check(pharmacist);
        pharmacist.fill("#quantity", "31");
        pharmacist.click("button[value=dispense]");
        assertThat(pharmacist.locator(".fault")).containsText("Only 30 is left");
        pharmacist.fill("#quantity", "30");
        pharmacist.fill("#lot", "L77");
        pharmacist.click("button[value=dispense]");
        assertThat(pharmacist.locator("[data-toast]")).containsText("Dispensed");
        assertTrue(pharmacist.navigate(PRODUCT.home() + "/patients/ada").status() >= 400);
        awaitState(prescriber, "dispensed");

        pharmacist.setViewportSize(1366, 768);
        pharmacist.navigate(PRODUCT.home() + "/pharmacy?done=1");
        pharmacist.click("tbody tr a");
        pharmacist.fill("#question", "The last one is used up");
        pharmacist.click("button[value=renewal]");
        assertThat(pharmacist.locator("[data-toast]")).containsText("The prescriber is asked");
        awaitText(prescriber, ".finding.caution", "asks for a renewal");
        Accessible.check(prescriber);
        prescriber.click("button[name=grant]");
        assertThat(prescriber.locator(".item")).containsText("in place of the present one");
        if (prescriber.locator("[name=acknowledged]").count() > 0) {
            prescriber.check("[name=acknowledged]");
        }
        prescriber.fill("#pharmacy", "");
        prescriber.click("button[value=sign]");
        assertThat(prescriber.locator("main")).containsText("answers what a pharmacy asked");
        prescriber.fill("#pharmacy", "Main Street Pharmacy · Millbrook");
        if (prescriber.locator("[name=acknowledged]").count() > 0) {
            prescriber.check("[name=acknowledged]");
        }
        prescriber.click("button[value=sign]");
        assertThat(prescriber.locator("[data-toast]")).containsText("1 order is signed");
        assertThat(prescriber.locator(".finding.caution")).hasCount(0);
        awaitState(prescriber, "received");
        pharmacist.navigate(PRODUCT.home() + "/pharmacy");
        assertThat(pharmacist.locator("tbody tr")).hasCount(1);
        pharmacist.click("tbody tr a");
        pharmacist.fill("#question", "Tablets instead: no capsules in stock");
        pharmacist.click("button[value=change]");
        awaitText(prescriber, ".finding.caution", "asks for a change");
        prescriber.fill(".finding.caution input[name=reason]", "She cannot swallow tablets");
        prescriber.click("text=Deny");
        assertThat(prescriber.locator("[data-toast]")).containsText("Denied");
        awaitReload(pharmacist, "She cannot swallow tablets");
    }

    private static void awaitText(Page page, String where, String text) {
        long until = System.nanoTime() + 20_000_000_000L;
        do {
            page.navigate(PRODUCT.home() + "/orders/ada");
        } while (page.locator(where).count() == 0 && System.nanoTime() < until);
        assertThat(page.locator(where)).containsText(text);
    }

    private static void awaitReload(Page page, String text) {
        long until = System.nanoTime() + 20_000_000_000L;
        do {
            page.navigate(page.url().replaceFirst("\\?.*$", ""));
        } while (!page.content().contains(text) && System.nanoTime() < until);
        assertTrue(page.content().contains(text));
    }

    /** Somebody who sees no charts. */
    private static Page login(String name, ColorScheme scheme) {
        Page page = BROWSERS.page(scheme, 1366);
        page.navigate(PRODUCT.home());
        page.fill("input[name=name]", name);
        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("button");
        page.waitForURL(address -> !address.contains("/login"));
        return page;
    }

    private static void awaitState(Page page, String state) {
        long until = System.nanoTime() + 20_000_000_000L;
        do {
            page.navigate(PRODUCT.home() + "/orders/ada");
        } while (!page.locator(".open-orders .sent").innerText().contains(state) && System.nanoTime() < until);
        assertThat(page.locator(".open-orders .sent")).containsText(state);
    }

    @Test
    void whatComesOnPaperIsTakenInAndSaysWhenNobodyIsKnownToHaveSignedIt() {
        Page page = login("green", ColorScheme.LIGHT);
        page.navigate(PRODUCT.home() + "/pharmacy/new");
        String said =
                "{\"rx\":\"77\",\"drug\":\"ramipril 5 mg capsule\",\"sig\":\"One daily\",\"qty\":30,\"unit\":\"capsule\","
                        + "\"pt\":[\"Lee Park\",\"1970-01-02\"],\"by\":[\"Rei Ito\",\"\"],\"at\":\"2026-01-02\"}";
        page.fill(
                "#code",
                "e30." + Base64.getUrlEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8)) + ".e30");
        page.click("button[value=scan]");
        assertThat(page.locator(".failure")).containsText("cannot be told here");
        assertThat(page.locator("#drug")).hasValue("ramipril 5 mg capsule");
        Accessible.check(page);
        page.click("button[value=take]");
        assertThat(page.locator("h1")).containsText("ramipril 5 mg capsule");
        assertThat(page.locator("#ask")).hasCount(0);
        String first = page.url();
        page.navigate(PRODUCT.home() + "/pharmacy/new");
        page.fill("#drug", "x");
        page.click("button[value=take]");
        assertThat(page.locator(".fault").first()).isVisible();
        page.fill(
                "#code",
                "e30." + Base64.getUrlEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8)) + ".e30");
        page.click("button[value=scan]");
        page.click("button[value=take]");
        assertEquals(first, page.url());
        page.fill("#refusal", "Not in stock");
        page.click("button[value=refuse]");
        assertThat(page.locator(".count").first()).containsText("Not dispensed");
    }

    @Test
    void theDirectoryIsKept() {
        Page page = login("manager", ColorScheme.LIGHT);
        page.navigate(PRODUCT.home() + "/pharmacies");
        page.fill("#name", "Hill Pharmacy");
        page.fill("#npi", "12");
        page.click(".acts button");
        assertThat(page.locator(".fault")).containsText("ten digits");
        page.fill("#npi", "1234567893");
        page.fill("#city", "Hilltown");
        Accessible.check(page);
        page.click(".acts button");
        page.click("text=Hill Pharmacy");
        assertThat(page.locator("#city")).hasValue("Hilltown");
        page.fill("#phone", "555-0100");
        page.click(".acts button");
        assertThat(page.locator("tbody")).containsText("555-0100");
    }
}
