package org.throughline.clinic.registration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** Two records of one person, made one at the front desk and two again, in a real browser. */
class MergeScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
        PRODUCT.send("PUT", "Practitioner/lee", "{'resourceType':'Practitioner','id':'lee'}");
        PRODUCT.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        new TestAccounts(PRODUCT).staff("lee", "Robin Lee", "lee", "front-desk");
        new TestAccounts(PRODUCT).staff("ito", "Dr. Ito", "ito", "physician");
    }

    private static void patient(String id, String given, String number, String phone) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                ("{'resourceType':'Patient','id':'%s','active':true,'birthDate':'1980-05-06','gender':'female',"
                                + "'name':[{'family':'Marlowe','given':['%s']}],'telecom':[{'system':'phone','value':'%s'}],"
                                + "'generalPractitioner':[{'reference':'Practitioner/ito'}],"
                                + "'identifier':[{'type':{'coding':[{'code':'MR'}]},'system':'urn:n','value':'%s'}]}")
                        .formatted(id, given, phone, number));
        PRODUCT.send(
                "PUT",
                "Condition/of-" + id,
                "{'resourceType':'Condition','id':'of-%s','subject':{'reference':'Patient/%s'},'code':{'text':'Gout of %s'}}"
                        .formatted(id, id, id));
    }

    private static void amoxicillin(String patient) {
        PRODUCT.send(
                "PUT",
                "MedicationRequest/amox",
                "{'resourceType':'MedicationRequest','id':'amox','status':'active','intent':'order','subject':{'reference':'Patient/"
                        + patient
                        + "'},'authoredOn':'2026-11-01','medicationCodeableConcept':{'text':'amoxicillin 500 mg capsule'}}");
    }

    private static void penicillinAllergy(String patient) {
        PRODUCT.send(
                "PUT",
                "AllergyIntolerance/penicillins",
                "{'resourceType':'AllergyIntolerance','id':'penicillins','type':'allergy','criticality':'high',"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]},"
                        + "'patient':{'reference':'Patient/" + patient
                        + "'},'code':{'coding':[{'system':'http://snomed.info/sct','code':'373270004'}],'text':'Penicillins'}}");
    }

    /** Merging and taking it back both have what is taken checked again. */
    private static void awaitDanger(String status) {
        String search = "Task?patient=one&code=danger&status=" + status;
        for (int i = 0; i < 100 && !PRODUCT.get(search).json().has("entry"); i++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        assertTrue(
                PRODUCT.get(search).json().has("entry"),
                PRODUCT.get("Task?patient=one").text());
    }

    private static Page at(Page page, String path) {
        page.navigate(PRODUCT.home() + path);
        return page;
    }

    @Test
    void twoRecordsBecomeOneAndTwoAgain() {
        patient("one", "Ada", "70010011", "555 0100");
        patient("two", "Adah", "70020012", "555 0199");
        amoxicillin("one");
        penicillinAllergy("two");
        Page desk = BROWSERS.loggedIn(PRODUCT, "lee", ColorScheme.LIGHT, 1366);
        at(desk, "/registration/one");
        desk.click("text=Two records of one person");
        Accessible.check(desk);
        desk.click("text=MARLOWE, Adah");
        assertThat(desk.locator("tr.differs")).hasCount(2);
        Accessible.check(desk);
        desk.check("input[name=MOBILE][value=other], input[name=PHONE][value=other]");
        desk.fill("#reason", "Two cards, one person");
        desk.click("text=Merge · MARLOWE, Ada");
        assertThat(desk.locator(".banner")).containsText("also No. 70020012");

        awaitDanger("requested");
        Page physician = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        at(physician, "/patients/two/problems");
        assertThat(physician.locator("main")).containsText("Gout of one");
        assertThat(physician.locator("main")).containsText("Gout of two");
        assertTrue(physician.url().endsWith("/patients/one/problems"), physician.url());
        at(physician, "/notes/two");
        assertTrue(physician.url().endsWith("/notes/one"), physician.url());
        String trail = PRODUCT.get("AuditEvent?patient=Patient/one&_count=200").text();
        assertTrue(trail.contains("Condition/gout-two") || trail.contains("Patient/two"), "what was done with either");
        at(physician, "/patients?q=70020012");
        assertThat(physician.locator("#people a").first()).containsText("MARLOWE");
        assertThat(physician.locator("#people tbody tr")).hasCount(1);
        PRODUCT.send(
                "PUT",
                "Condition/since",
                "{'resourceType':'Condition','id':'since','subject':{'reference':'Patient/one'},'code':{'text':'Cough'}}");

        at(desk, "/merge/one");
        desk.click("text=Take it back");
        assertThat(desk.locator("main")).containsText("An entry that your roles do not show");
        assertThat(desk.locator("main")).not().containsText("Cough");
        at(physician, "/merge/one/two/undo");
        assertThat(physician.locator("main")).containsText("condition: Cough");
        Accessible.check(physician);
        physician.check("input[name='Condition/since'][value=other]");
        physician.fill("#reason", "Mother and daughter");
        physician.click("text=Take the merge back");
        assertFalse(physician.locator(".banner").innerText().contains("also No."));
        awaitDanger("cancelled");
        at(physician, "/patients/two/problems");
        assertThat(physician.locator("main")).containsText("Gout of two");
        assertThat(physician.locator("main")).containsText("Cough");
        assertThat(physician.locator("main")).not().containsText("Gout of one");
    }

    @Test
    void aMergeNeedsAReasonAndKeepsWhatWasChosen() {
        patient("three", "Bo", "70030013", "555 0300");
        patient("four", "Bob", "70040014", "555 0400");
        Page desk = at(BROWSERS.loggedIn(PRODUCT, "lee", ColorScheme.DARK, 360), "/merge/three/four");
        desk.check("input[name=NAME][value=other]");
        desk.evaluate("document.querySelector('#reason').required = false");
        desk.click("text=Merge · MARLOWE, Bo");
        assertThat(desk.locator("[role=alert]")).containsText("Say why");
        assertThat(desk.locator("input[name=NAME][value=other]")).isChecked();
        Accessible.check(desk);
        assertFalse(PRODUCT.get("Patient/four").text().contains("replaced-by"));
    }
}
