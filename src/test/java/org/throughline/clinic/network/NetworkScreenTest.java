package org.throughline.clinic.network;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Rights;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.network.peer.Asking;

/** Two administrators make their installations members, and one ends it. */
class NetworkScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct FAMILY = TestProduct.start();
    private static final TestProduct HEART = TestProduct.start();

    @BeforeAll
    static void open() {
        name(FAMILY, "Family Practice");
        name(HEART, "Heart Center");
        FAMILY.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        new TestAccounts(FAMILY).staff("ito", "Rei Ito", "ito", "physician");
    }

    private static void name(TestProduct product, String name) {
        product.send(
                "PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'" + name + "'}");
        product.set("ORGANIZATION", "clinic");
    }

    private static Page page(TestProduct product, ColorScheme scheme, int width) {
        Page page = BROWSERS.loggedIn(product, "admin", scheme, width);
        page.navigate(product.home() + "/admin/network");
        return page;
    }

    @Test
    void anInvitationIsMadeAndPastedAndBothSeeEachOtherUntilOneLeaves() {
        Page family = page(FAMILY, ColorScheme.LIGHT, 1366);
        Accessible.check(family);
        family.click("text=Make an invitation");
        assertThat(family.locator("svg.qr")).isVisible();
        String invitation = family.inputValue("textarea[readonly]");
        assertThat(family.locator(".open tr")).hasCount(1);
        Accessible.check(family);

        Page heart = page(HEART, ColorScheme.DARK, 390);
        heart.selectOption("[name=kind]", "hospital");
        heart.click("section[aria-labelledby=own] button");
        heart.fill("[name=invitation]", "nonsense");
        heart.click("section[aria-labelledby=join] button");
        assertThat(heart.locator("[role=alert]")).containsText("This is not an invitation");
        assertEquals("nonsense", heart.inputValue("[name=invitation]"));
        Accessible.check(heart);
        heart.fill("[name=invitation]", invitation);
        heart.click("section[aria-labelledby=join] button");
        assertThat(heart.locator(".members tr")).containsText("Family Practice");
        Accessible.check(heart);

        family.navigate(FAMILY.home() + "/admin/network");
        assertThat(family.locator(".members tr")).containsText("Heart Center");
        assertThat(family.locator(".members tr")).containsText("Hospital");
        assertThat(family.locator(".members tr")).containsText("who invited it");
        family.click(".members summary");
        Accessible.check(family);
        assertThat(family.locator(".open")).hasCount(0);
        family.click("text=Make an invitation");
        family.click(".open button");
        assertThat(family.locator(".open")).hasCount(0);
        family.click(".members summary");
        family.click(".members >> text=Leave");
        assertThat(family.locator(".members tr")).containsText("No member since");
        heart.reload();
        assertThat(heart.locator(".members tr")).containsText("by Family Practice, which left");
        heart.click(".members summary");
        heart.click(".members >> text=Cut off");
        assertThat(heart.locator(".members tr")).containsText("Cut off since");
        assertThat(heart.locator(".members summary")).hasCount(0);
    }

    @Test
    void whoDoesNotSetUpTheInstallationHasNoSuchPage() {
        Page physician = BROWSERS.loggedIn(FAMILY, "ito", ColorScheme.LIGHT, 1366);
        assertEquals(403, physician.navigate(FAMILY.home() + "/admin/network").status());
    }

    @Test
    void aPatientReadsWhoOfAnotherOrganizationLookedAsWhatAndWhy() {
        FAMILY.send("PUT", "Patient/ada", "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe'}]}");
        new TestAccounts(FAMILY).patient("ada", "Ada Marlowe", "ada");
        Caller operator = new Caller("operator", "Operator", Rights.EVERYTHING);
        HEART.network()
                .joining()
                .join(
                        operator,
                        FAMILY.network()
                                .invitations()
                                .make(operator, Duration.ofHours(1))
                                .text());
        String organization =
                FAMILY.network().peers().at(HEART.home()).orElseThrow().organization();
        FAMILY.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe'}],'generalPractitioner':"
                        + "[{'reference':'Organization/" + organization + "'}]}");
        Caller cardiologist = new Caller("account/7", "Dr Ana Ruiz", new Capacity("Cardiologist", ""), Rights.NONE);
        HEART.network()
                .calls()
                .get(
                        HEART.network().peers().at(FAMILY.home()).orElseThrow(),
                        Asking.toTreat(cardiologist, Set.of(), "the patient"),
                        "fhir/Patient/ada",
                        Duration.ofSeconds(10));
        Page ada = BROWSERS.page(ColorScheme.LIGHT, 390);
        ada.navigate(FAMILY.home());
        ada.fill("input[name=name]", "ada");
        ada.fill("input[name=password]", TestProduct.PASSWORD);
        ada.click("button");
        ada.waitForURL(address -> !address.contains("/login"));
        ada.navigate(FAMILY.home() + "/looked");
        Accessible.check(ada);
        assertThat(ada.locator("main")).containsText("Dr Ana Ruiz, Heart Center");
        assertThat(ada.locator("main")).containsText("Cardiologist · Heart Center");
        assertThat(ada.locator("main")).containsText("For treatment");
        FAMILY.network()
                .peers()
                .members()
                .forEach(peer -> FAMILY.network().leaving().leave(operator, peer));
    }
}
