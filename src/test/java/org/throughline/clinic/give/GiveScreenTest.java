package org.throughline.clinic.give;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** A drug is ordered to be given here and given, in a real browser. */
class GiveScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        for (String who : new String[] {"ito", "noor"}) {
            PRODUCT.send("PUT", "Practitioner/" + who, "{'resourceType':'Practitioner','id':'" + who + "'}");
        }
        new TestAccounts(PRODUCT).staff("ito", "Rei Ito", "ito", "physician");
        new TestAccounts(PRODUCT).staff("noor", "Sami Noor", "noor", "nurse");
        PRODUCT.send(
                "PUT",
                "Patient/one",
                "{'resourceType':'Patient','id':'one','gender':'female','birthDate':'1960-05-06',"
                        + "'name':[{'family':'Marlowe','given':['Ada']}]}");
        for (String who : new String[] {"ito", "noor"}) {
            PRODUCT.send(
                    "PUT",
                    "CareTeam/" + who,
                    "{'resourceType':'CareTeam','id':'" + who
                            + "','status':'active','subject':{'reference':'Patient/one'},"
                            + "'participant':[{'member':{'reference':'Practitioner/" + who + "'}}]}");
        }
    }

    @Test
    void whatIsOrderedToBeGivenHereIsGivenByTwoWithItsLot() {
        Page physician = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        physician.navigate(PRODUCT.home() + "/orders/one");
        physician.locator("#line").pressSequentially("enoxaparin 40 mg once");
        physician.locator("#line-offers [role=option]").first().click();
        assertThat(physician.locator(".item")).hasCount(1);
        physician.locator(".item summary").last().click();
        physician.selectOption("[name^=where]", "here");
        physician.click(".item button[value=look]");
        assertThat(physician.locator(".item")).containsText("given here");
        if (physician.locator("[name=acknowledged]").count() > 0) {
            physician.check("[name=acknowledged]");
        }
        physician.click("button[value=sign]");
        assertThat(physician.locator("[data-toast]")).containsText("1 order is signed");

        Page nurse = BROWSERS.loggedIn(PRODUCT, "noor", ColorScheme.DARK, 360);
        nurse.navigate(PRODUCT.home() + "/give");
        assertThat(nurse.locator("#live-give")).containsText("enoxaparin");
        Accessible.check(nurse);
        nurse.click("#live-give a.row");
        assertThat(nurse.locator(".giving")).containsText("this is a heparin");
        nurse.fill("#dose", "40 mg");
        nurse.fill("#lot", "AB12");
        nurse.fill("#expiry", "Jan 2020");
        nurse.click(".giving button");
        assertThat(nurse.locator("#expiry-fault")).containsText("must not be given");
        assertThat(nurse.locator("#checker-fault")).containsText("Somebody else");
        Accessible.check(nurse);
        nurse.fill("#expiry", "Dec 2099");
        nurse.selectOption("#checker", "Practitioner/ito");
        nurse.click(".giving button");
        assertThat(nurse.locator("main")).containsText("lot AB12");
        assertThat(nurse.locator("main")).containsText("Nothing is ordered to be given here");
        String stored = PRODUCT.get("MedicationAdministration?patient=one").text();
        assertTrue(stored.contains("verifier") && stored.contains("AB12"), stored);
        assertTrue(PRODUCT.get("MedicationRequest?patient=one").text().contains("\"status\":\"completed\""));
    }

    private static void fill(Page page) {
        page.navigate(PRODUCT.home() + "/give/one/often");
        page.fill("#dose", "1 g");
        page.fill("#lot", "C3");
        page.fill("#expiry", "Dec 2099");
    }

    @Test
    void theSameDoseIsNotGivenTwiceUnknowingly() {
        PRODUCT.send(
                "PUT",
                "MedicationRequest/often",
                "{'resourceType':'MedicationRequest','id':'often','status':'active','intent':'order',"
                        + "'category':[{'coding':[{'system':'urn:throughline:code','code':'given-here'}]}],"
                        + "'subject':{'reference':'Patient/one'},'requester':{'reference':'Practitioner/ito','display':'Rei Ito'},"
                        + "'authoredOn':'2026-01-05','medicationCodeableConcept':{'text':'ceftriaxone 1 g injection'},"
                        + "'dosageInstruction':[{'text':'1 g every 12 hours','timing':{'repeat':{'frequency':1,'period':12,'periodUnit':'h'}},"
                        + "'doseAndRate':[{'doseQuantity':{'value':1,'unit':'g','system':'http://unitsofmeasure.org','code':'g'}}]}]}");
        Page one = BROWSERS.loggedIn(PRODUCT, "noor", ColorScheme.LIGHT, 1366);
        Page other = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        for (Page page : new Page[] {one, other}) {
            fill(page);
        }
        one.selectOption("#checker", "Practitioner/ito");
        one.click(".giving button");
        assertThat(one.locator("[data-toast]")).containsText("Given.");
        assertThat(one.locator("main")).containsText("Last dose");

        other.selectOption("#checker", "Practitioner/noor");
        other.click(".giving button");
        assertThat(other.locator("#again-fault")).containsText("by Sami Noor");
        Accessible.check(other);
        fill(one);
        one.selectOption("#checker", "Practitioner/ito");
        one.click(".giving button");
        assertThat(one.locator("#again-fault")).containsText("A dose was given at");
        one.check("[name=again]");
        one.click(".giving button");
        assertThat(one.locator("[data-toast]")).containsText("Given.");
        String given = PRODUCT.get("MedicationAdministration?request=MedicationRequest/often")
                .text();
        assertEquals(2, given.split("\"effectiveDateTime\"", -1).length - 1);
    }

    @Test
    void aTestIsOrderedDoneAndReadInOneAct() {
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/results/one/new");
        page.click("a:has-text('Strep A rapid test')");
        page.fill("#v0", "Positive");
        page.fill("#lot", "K7");
        page.fill("#expiry", "Jan 2020");
        page.click("[data-save]");
        assertThat(page.locator("#expiry-fault")).containsText("This kit has expired");
        assertThat(page.locator("#control-fault")).containsText("Do the test anew");
        Accessible.check(page);
        page.fill("#expiry", "Dec 2099");
        page.check("[name=control]");
        page.click("[data-save]");
        assertThat(page.locator("[data-toast]")).containsText("entered with its order");
        String report = PRODUCT.get("DiagnosticReport?patient=one").text();
        assertTrue(report.contains("\"basedOn\":[{\"reference\":\"ServiceRequest/"), report);
        assertTrue(!report.contains("to-acknowledge") && report.contains("acknowledged"), report);
        assertTrue(PRODUCT.get("Observation?patient=one").text().contains("kit lot K7"));
    }
}
