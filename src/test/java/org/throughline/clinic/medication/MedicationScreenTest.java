package org.throughline.clinic.medication;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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

/** What the patient takes is gone through, in a real browser. */
class MedicationScreenTest {
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
    }

    private static void patient(String id) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'1960-05-06',"
                        + "'name':[{'family':'Marlowe','given':['Ada']}]}");
        for (String who : new String[] {"ito", "noor"}) {
            PRODUCT.send(
                    "PUT",
                    "CareTeam/" + id + who,
                    "{'resourceType':'CareTeam','id':'" + id + who
                            + "','status':'active','subject':{'reference':'Patient/" + id
                            + "'},'participant':[{'member':{'reference':'Practitioner/" + who + "'}}]}");
        }
        drug(id, "metformin", "metformin 500 mg tablet");
        drug(id, "lisinopril", "lisinopril 10 mg tablet");
    }

    private static void drug(String patient, String id, String name) {
        PRODUCT.send(
                "PUT",
                "MedicationRequest/" + patient + id,
                "{'resourceType':'MedicationRequest','id':'" + patient + id + "','status':'active','intent':'order',"
                        + "'subject':{'reference':'Patient/" + patient + "'},'authoredOn':'2026-10-01',"
                        + "'requester':{'reference':'Practitioner/ito','display':'Rei Ito'},"
                        + "'medicationCodeableConcept':{'text':'" + name + "'},"
                        + "'dosageInstruction':[{'text':'Take 1 tablet by mouth once a day'}]}");
    }

    @Test
    void aNurseRecordsWhatIsTakenWithAKeyForEachDifference() {
        patient("one");
        Page page = BROWSERS.loggedIn(PRODUCT, "noor", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/patients/one/medications");
        assertThat(page.locator("#live-medications")).containsText("Never reconciled");
        page.keyboard().press("r");
        assertThat(page.locator(".drug")).hasCount(2);
        page.locator(".drug input[type=radio]:checked").first().focus();
        page.keyboard().press("n");
        assertThat(page.locator("[value=stop]")).hasCount(0);
        page.locator(".when-not input").first().fill("Side effect");
        Accessible.check(page);
        page.locator("#line").pressSequentially("ibuprofen 400 otc prn");
        assertThat(page.locator("#line-offers [role=option]").first()).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");
        assertThat(page.locator(".reconciling")).containsText("ibuprofen 400 mg tablet – as needed");
        assertThat(page.locator(".drug [value=not-taking]:checked")).hasCount(1);
        page.click("button[value=done]");

        assertThat(page.locator("[data-toast]")).containsText("reconciled");
        assertThat(page.locator("#live-medications")).containsText("by Sami Noor, verified with the patient");
        assertThat(page.locator("#live-medications")).containsText("Not taken: Side effect");
        assertThat(page.locator("#live-medications")).containsText("Over the counter");
        assertTrue(PRODUCT.get("MedicationRequest?patient=one&status=active")
                .text()
                .contains("lisinopril"));
        Accessible.check(page);
    }

    @Test
    void aPrescriberStopsAndSaysHowItIsTakenOnAPhone() {
        patient("two");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.DARK, 360);
        page.navigate(PRODUCT.home() + "/medications/two");
        page.locator(".drug").first().locator("label:has([value=differently])").click();
        page.click("button[value=done]");
        assertThat(page.locator("[data-focus]")).containsText("Not saved");
        page.locator(".when-differently input").first().fill("half tab daily");
        page.locator(".drug").last().locator("label:has([value=stop])").click();
        Accessible.check(page);
        page.click("button[value=done]");

        assertThat(page.locator("[data-toast]")).containsText("reconciled");
        assertThat(page.locator("#live-medications")).containsText("Taken differently");
        assertTrue(PRODUCT.get("MedicationRequest/twometformin").text().contains("\"status\":\"stopped\""));
    }

    @Test
    void whatSpeaksAgainstADrugThatIsTakenBesidesIsSaidAtOnce() {
        patient("five");
        PRODUCT.send(
                "PUT",
                "MedicationRequest/warfarin",
                "{'resourceType':'MedicationRequest','id':'warfarin','status':'active','intent':'order',"
                        + "'subject':{'reference':'Patient/five'},'medicationCodeableConcept':{'text':'warfarin 5 mg tablet'}}");
        Page page = BROWSERS.loggedIn(PRODUCT, "noor", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/medications/five");
        page.locator("#line").pressSequentially("ibuprofen 400 otc tid");
        assertThat(page.locator("#line-offers [role=option]").first()).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");
        assertThat(page.locator(".drug .finding.danger")).containsText("warfarin");
        Accessible.check(page);
    }

    @Test
    void whatIsTakenDifferentlyBecomesAPrescriptionThatSaysSo() {
        patient("four");
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/medications/four");
        page.locator(".drug").first().locator("label:has([value=differently])").click();
        page.locator(".when-differently input[type=text], .when-differently input:not([type])")
                .first()
                .fill("half tab daily");
        page.locator(".when-differently input[type=checkbox]").first().check();
        Accessible.check(page);
        page.click("button[value=done]");
        assertThat(page.locator(".item")).containsText("Take 1/2 tablet (5 mg)");
        page.reload();
        assertThat(page.locator(".item")).hasCount(1);
        if (page.locator("[name=acknowledged]").count() > 0) {
            page.check("[name=acknowledged]");
        }
        page.click("button[value=sign]");
        assertThat(page.locator("[data-toast]")).containsText("1 order is signed");
        String orders = PRODUCT.get("MedicationRequest?patient=four").text();
        assertTrue(orders.contains("priorPrescription"), orders);
    }

    @Test
    void whatIsBoughtIsEnteredBesideTheChartAndStopped() {
        patient("three");
        Page page = BROWSERS.loggedIn(PRODUCT, "noor", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/patients/three/medications");
        page.keyboard().press("m");
        page.locator("#drug").pressSequentially("loratadine 10 daily");
        page.locator("#drug-offers [role=option]").first().click();
        Accessible.check(page);
        page.click("[data-save]");
        assertThat(page.locator("#live-medications")).containsText("loratadine 10 mg tablet – Take 1 tablet (10 mg)");
        page.click("#live-medications a.row");
        page.selectOption("#status", "stopped");
        page.fill("#reason", "No longer needed");
        page.click("[data-save]");
        assertThat(page.locator("#live-medications .past")).containsText("loratadine");
    }
}
