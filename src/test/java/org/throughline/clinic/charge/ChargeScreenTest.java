package org.throughline.clinic.charge;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Charging at a visit, in a real browser. */
class ChargeScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1980-05-06','name':[{'family':'Marlowe','given':['Ada']}]}");
        PRODUCT.send(
                "PUT",
                "Encounter/now",
                "{'resourceType':'Encounter','id':'now','status':'in-progress','class':{'code':'AMB'},'subject':{'reference':'Patient/ada'},"
                        + "'type':[{'text':'Check-up'}],'period':{'start':'2026-01-02T09:00:00Z'}}");
        PRODUCT.send(
                "PUT",
                "Condition/htn",
                "{'resourceType':'Condition','id':'htn','subject':{'reference':'Patient/ada'},"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},"
                        + "'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'I10'}],'text':'Hypertension'}}");
        PRODUCT.send(
                "PUT",
                "ChargeItemDefinition/visit",
                "{'resourceType':'ChargeItemDefinition','id':'visit','url':'urn:throughline:fee:visit','status':'active','title':'Long visit',"
                        + "'code':{'text':'Long visit'},'propertyGroup':[{'priceComponent':[{'type':'base','amount':{'value':120.5,'currency':'USD'}}]}]}");
    }

    @Test
    void aProcedureIsChargedForADiagnosisAtTheOpenVisit() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/charges/ada");
        assertThat(page.locator("main")).containsText("Nothing is charged at this visit yet.");
        page.click("[data-save]");
        assertThat(page.locator("[data-focus]")).containsText("Not charged");
        Accessible.check(page);
        page.selectOption("#fee", new SelectOption().setLabel("Long visit · 120.50"));
        page.check("text=I10 Hypertension");
        page.fill("#quantity", "2");
        page.click("[data-save]");

        assertThat(page.locator("tbody")).containsText("241.00");
        String stored = PRODUCT.get("ChargeItem?patient=ada").text();
        assertTrue(stored.contains("Encounter/now") && stored.contains("\"code\":\"I10\""), stored);
        assertTrue(stored.contains("urn:throughline:fee:visit") && stored.contains("billable"), stored);
        page.setViewportSize(360, 700);
        Accessible.check(page);
        page.click("button[value=remove]");
        assertThat(page.locator("main")).containsText("Nothing is charged at this visit yet.");
        assertTrue(PRODUCT.get("ChargeItem?patient=ada").text().contains("entered-in-error"));
    }

    @Test
    void nothingIsChargedAtTheVisitOfAnotherPatient() {
        PRODUCT.send(
                "PUT", "Patient/bo", "{'resourceType':'Patient','id':'bo','name':[{'family':'Other','given':['Bo']}]}");
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/charges/ada");
        page.evaluate(
                "() => { document.querySelector('form.stack').action = '/charges/bo'; document.querySelector('form.stack [name=chart-of]').value = 'bo'; }");
        page.selectOption("#fee", "visit");
        page.fill("#diagnosis", "Gout");
        page.click("[data-save]");
        assertThat(page.locator("main")).containsText("no such visit of this patient");
    }
}
