package org.throughline.clinic.reconcile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.JoinedProducts;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.fhir.json.JsonObject;

/** What another organization says beside ours: folded where it is the same, one click where it differs. */
class ReconcileScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final JoinedProducts JOINED = new JoinedProducts("Heart Center", "Family Practice");
    private static final TestProduct THEM = JOINED.first();
    private static final TestProduct US = JOINED.second();

    private static void patient(TestProduct of, String id, String family, String born) {
        of.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        of.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'" + born
                        + "','generalPractitioner':[{'reference':'Practitioner/ito'}],"
                        + "'name':[{'family':'" + family + "','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-0142'}]}");
    }

    private static void problem(TestProduct at, String id, String patient, String coding, String text, String status) {
        at.send(
                "PUT",
                "Condition/" + id,
                "{'resourceType':'Condition','id':'" + id + "','subject':{'reference':'Patient/" + patient
                        + "'},'code':{"
                        + (coding.isEmpty() ? "" : "'coding':[" + coding + "],") + "'text':'" + text + "'},"
                        + "'recorder':{'display':'Dr Ana Ruiz'},'clinicalStatus':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'" + status + "'}]}}");
    }

    private static void drug(TestProduct at, String id, String patient, String name, String how, String status) {
        at.send(
                "PUT",
                "MedicationRequest/" + id,
                "{'resourceType':'MedicationRequest','id':'" + id + "','status':'" + status + "','intent':'order',"
                        + "'subject':{'reference':'Patient/" + patient + "'},'authoredOn':'2026-11-01',"
                        + "'requester':{'reference':'Practitioner/ito','display':'Dr Ana Ruiz'},"
                        + "'medicationCodeableConcept':{'text':'" + name + "'},'dosageInstruction':[{'text':'" + how
                        + "'}]}");
    }

    private static void allergy(
            TestProduct at, String id, String patient, String coding, String text, String reaction) {
        at.send(
                "PUT",
                "AllergyIntolerance/" + id,
                "{'resourceType':'AllergyIntolerance','id':'" + id
                        + "','clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]},"
                        + "'patient':{'reference':'Patient/" + patient + "'},'type':'allergy','code':{'coding':["
                        + coding
                        + "],'text':'" + text + "'}"
                        + (reaction.isEmpty() ? "" : ",'reaction':[{'manifestation':[{'text':'" + reaction + "'}]}]")
                        + "}");
    }

    private static void dose(TestProduct at, String id, String patient, String cvx, String text, String date) {
        at.send(
                "PUT",
                "Immunization/" + id,
                "{'resourceType':'Immunization','id':'" + id + "','status':'completed','patient':{'reference':'Patient/"
                        + patient + "'},'vaccineCode':{'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'" + cvx
                        + "'}],'text':'" + text + "'},'occurrenceDateTime':'" + date + "'}");
    }

    private static final String SNOMED = "'system':'http://snomed.info/sct','code':'";
    private static final String ICD = "'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'";
    private static final String RXNORM = "'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'";

    private static void records() {
        patient(THEM, "ada", "Marlowe", "1958-07-14");
        patient(US, "p77", "Marlowe", "1958-07-14");
        problem(US, "u1", "p77", "{" + ICD + "I10'}", "Essential (primary) hypertension", "active");
        problem(THEM, "t1", "ada", "{" + SNOMED + "59621000'}", "Hypertension", "active");
        problem(THEM, "t2", "ada", "{" + SNOMED + "49436004'}", "Atrial fibrillation", "active");
        drug(
                US,
                "u1",
                "p77",
                "metoprolol succinate 50 mg extended-release tablet, 24-hour",
                "Take 1 tablet by mouth daily",
                "active");
        drug(THEM, "t1", "ada", "metoprolol succinate ER 50 mg tablet", "Take 2 tablets by mouth daily", "active");
        drug(US, "u2", "p77", "atorvastatin 40 mg tablet", "Take 1 tablet by mouth daily", "active");
        drug(THEM, "t2", "ada", "Lipitor 40 mg tablet", "Take 1 tablet by mouth once a day", "active");
        drug(THEM, "t3", "ada", "apixaban 5 mg tablet", "Take 1 tablet by mouth twice a day", "active");
        allergy(US, "u1", "p77", "{" + SNOMED + "716186003'}", "No known allergy", "");
        allergy(THEM, "t1", "ada", "{" + RXNORM + "723'}", "Amoxicillin", "Hives");
        dose(US, "u1", "p77", "88", "influenza, unspecified", "2025-10-02");
        dose(THEM, "t1", "ada", "140", "Influenza (Fluarix)", "2025-10-02");
        dose(THEM, "t2", "ada", "187", "Zoster (Shingrix)", "2024-03-02");
        JOINED.ask(US, "p77");
    }

    private static long entries(String search) {
        return US.get(search).json().objects("entry").size();
    }

    private static Page page(String account, ColorScheme scheme, int width) {
        new TestAccounts(US).staff(account, "Rei Ito", "ito", "physician");
        return BROWSERS.loggedIn(US, account, scheme, width);
    }

    @Test
    void eachDifferenceTakesOneClickAndWhatIsTheSameStandsFolded() {
        records();
        Page page = page("ito", ColorScheme.LIGHT, 1366);
        for (int i = 0; i < 100; i++) {
            page.navigate(US.home() + "/reconcile/p77");
            if (page.locator("header .count:has-text('5 differences')").count() == 1) {
                break;
            }
            page.waitForTimeout(100);
        }
        assertThat(page.locator("header .count").first()).hasText("5 differences");
        Accessible.check(page);
        assertThat(page.locator("summary:has-text('1 the same in both')")).hasCount(3);
        assertThat(page.locator(".thing:has-text('Amoxicillin')").first())
                .containsText("Ours says that none are known");
        assertThat(page.locator(".banner .elsewhere")).containsText("5 differences");

        page.click("button:has-text('Take over'):has-text('Amoxicillin')");
        assertThat(page.locator("[role=status]:has-text('stands in our chart')"))
                .isVisible();
        page.click("button:has-text('Take over'):has-text('Atrial fibrillation')");
        page.click("button:has-text('Taken so'):has-text('metoprolol')");
        page.click("button:has-text('Not for us'):has-text('apixaban')");
        page.click("button:has-text('Take over'):has-text('Shingrix')");
        assertThat(page.locator("header .count").first()).hasText("0 differences");
        page.click("button:has-text('Verified with the patient')");
        assertThat(page.locator("text=by Rei Ito, verified with the patient")).isVisible();
        Accessible.check(page);
        assertEquals(1, entries("AllergyIntolerance?patient=p77&clinical-status=active"));
        assertEquals(2, entries("Condition?patient=p77"));
        assertEquals(2, entries("Immunization?patient=p77"));
        String provenance = US.get("Provenance?target=" + taken("Condition")).text();
        assertTrue(
                provenance.contains("\"reference\":\"" + THEM.home() + "/fhir/Condition/t2\"")
                        && provenance.contains("Practitioner/ito"),
                provenance);
        assertTrue(US.get("Condition?patient=p77").text().contains("Dr Ana Ruiz, Heart Center"));
    }

    private static String taken(String type) {
        JsonObject found = US.get(type + "?patient=p77&identifier=urn:throughline:taken-over%7C")
                .json()
                .objects("entry")
                .getFirst();
        return type + "/" + Objects.requireNonNull(found.object("resource")).text("id");
    }

    @Test
    void itFitsOnAPhoneAndInTheDark() {
        patient(THEM, "bea", "Quill", "1961-02-03");
        patient(US, "q1", "Quill", "1961-02-03");
        problem(THEM, "b1", "bea", "{" + SNOMED + "49436004'}", "Atrial fibrillation", "active");
        JOINED.ask(US, "q1");
        Page page = page("rei", ColorScheme.DARK, 390);
        for (int i = 0; i < 100; i++) {
            page.navigate(US.home() + "/reconcile/q1");
            if (page.locator(".thing").count() > 0) {
                break;
            }
            page.waitForTimeout(100);
        }
        Accessible.check(page);
        page.click("button:has-text('Not for us')");
        assertThat(page.locator("header .count").first()).hasText("0 differences");
        page.click("summary:has-text('1 decided before')");
        assertThat(page.locator(".folded .thing")).containsText("Ours was kept");
    }
}
