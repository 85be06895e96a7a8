package org.throughline.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.throughline.clinic.People;

/** What patients ask to correct, and what becomes of it. */
class CorrectionsScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void aPatientWithAProblem() {
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic'}");
        PRODUCT.send("PUT", "Practitioner/lee", "{'resourceType':'Practitioner','id':'lee'}");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1970-01-01',"
                        + "'name':[{'family':'Marlowe','given':['Ada']}],"
                        + "'generalPractitioner':[{'reference':'Practitioner/lee'}]}");
        PRODUCT.send("PUT", "Patient/other", "{'resourceType':'Patient','id':'other'}");
        problem("gout", "Gout", "ada");
        problem("smoker", "Smoker", "ada");
        problem("foreign", "Foreign", "other");
        TestAccounts accounts = new TestAccounts(PRODUCT);
        accounts.staff("lee", "Dr. Lee", "lee", "physician");
        accounts.staff("officer", "Sam Okafor", "nobody", "privacy-officer");
        accounts.patient("ada", "Ada Marlowe", "ada");
    }

    private static void problem(String id, String name, String patient) {
        PRODUCT.send(
                "PUT",
                "Condition/" + id,
                "{'resourceType':'Condition','id':'" + id + "','subject':{'reference':'Patient/" + patient
                        + "'},'code':{'text':'" + name + "'},'recordedDate':'2024-05-06'}");
    }

    private static Page loggedIn(String name, ColorScheme scheme, int width) {
        return People.logIn(BROWSERS.page(scheme, width), PRODUCT.home(), name, TestProduct.PASSWORD);
    }

    private static void ask(Page patient, String item, String text) {
        patient.navigate(PRODUCT.home() + "/corrections/ada");
        patient.selectOption("select[name=focus]", item);
        patient.fill("section textarea[name=text]", text);
        patient.click("text=Ask for the correction");
        patient.waitForSelector("text=" + text);
    }

    @Test
    void aCorrectionIsAskedForMadeAndTiedToItsVersion() {
        Page patient = loggedIn("ada", ColorScheme.LIGHT, 390);
        ask(patient, "Condition/gout", "It was the other foot");
        assertTrue(patient.textContent("main").contains("The decision is due on"));
        Accessible.fits(patient);
        Accessible.check(patient);
        assertTrue(PRODUCT.get("Condition/gout").text().contains("amendment-requested"), "whoever reads it knows");
        String task = PRODUCT.get("Task?focus=Condition/gout").text();
        assertTrue(task.contains("medRecCxReq") && task.contains("queued"), task);

        Page clinician = loggedIn("lee", ColorScheme.DARK, 1366);
        clinician.navigate(PRODUCT.home() + "/patients/ada");
        assertTrue(clinician.textContent("section[aria-labelledby=problems]").contains("correction asked for"));
        Accessible.check(clinician);
        clinician.click("text=Corrections");
        assertTrue(clinician.textContent("main").contains("It was the other foot"));
        Accessible.check(clinician);
        PRODUCT.send(
                "PUT",
                "Condition/gout",
                "{'resourceType':'Condition','id':'gout','subject':{'reference':'Patient/ada'},"
                        + "'code':{'text':'Gout, left foot'}}");

        Page officer = loggedIn("officer", ColorScheme.LIGHT, 1366);
        officer.navigate(PRODUCT.home() + "/privacy/amendments");
        String row = "article:has-text('It was the other foot') ";
        officer.click(row + "button:has-text('Acknowledge')");
        officer.waitForSelector(row + ">> text=Acknowledged");
        Accessible.check(officer);
        officer.click(row + "button:has-text('Accept')");
        assertTrue(officer.textContent("[role=alert]").contains("Write up to"), "a decision is in writing");
        officer.fill(row + "textarea", "You are right.");
        officer.click(row + "button:has-text('Accept')");
        officer.waitForSelector(row + ">> text=Corrected in Condition/gout/_history/3");

        assertTrue(PRODUCT.get("Provenance?target=Condition/gout").text().contains("Condition/gout/_history/3"));
        patient.navigate(PRODUCT.home() + "/corrections/ada");
        assertTrue(patient.textContent("main").contains("Accepted and corrected"));
        assertTrue(patient.textContent("main").contains("You are right."));
    }

    @Test
    void aDenialIsDisagreedWithAndAnswered() {
        Page patient = loggedIn("ada", ColorScheme.DARK, 390);
        ask(patient, "Condition/smoker", "I never smoked");

        Page officer = loggedIn("officer", ColorScheme.DARK, 1366);
        officer.navigate(PRODUCT.home() + "/privacy/amendments");
        String row = "article:has-text('I never smoked') ";
        officer.fill(row + "textarea", "The notes of three visits say so.");
        officer.click(row + "button:has-text('Deny')");
        assertTrue(officer.textContent("[role=alert]").contains("Choose for which reason"));
        officer.selectOption(row + "select", "ACCURATE");
        officer.click(row + "button:has-text('Deny')");
        officer.waitForSelector(row + ">> text=It is accurate and complete");

        patient.reload();
        assertTrue(patient.textContent("main").contains("You can complain"), patient.textContent("main"));
        patient.click("summary:has-text('I disagree')");
        patient.fill("details textarea", "Those notes are my brother's");
        Accessible.check(patient);
        patient.click("text=Put it beside my record");
        patient.waitForSelector("text=This stands beside it in the record");

        officer.reload();
        assertTrue(officer.textContent(row).contains("The patient disagrees: Those notes are my brother's"));
        officer.fill(row + "textarea", "We have asked the author.");
        Accessible.check(officer);
        officer.click(row + "button:has-text('Take it into the record')");
        officer.waitForSelector(row + ">> text=Answered: We have asked the author.");
        patient.reload();
        assertTrue(patient.textContent("main").contains("We have asked the author."));
        String tasks = PRODUCT.get("Task?focus=Condition/smoker").text();
        assertTrue(tasks.contains("medRecCxDenialDisagree"), tasks);
    }

    @Test
    void staffAskOnAPatientsBehalfAndADelayIsExplained() {
        Page clinician = loggedIn("lee", ColorScheme.LIGHT, 1366);
        clinician.navigate(PRODUCT.home() + "/amendments/ada");
        clinician.fill("textarea", "My address of 2019 is missing");
        clinician.click("button:has-text('Ask for the correction')");
        clinician.waitForSelector("h3:has-text('The record as a whole')");
        Page officer = loggedIn("officer", ColorScheme.LIGHT, 1366);
        officer.navigate(PRODUCT.home() + "/privacy/amendments");
        String row = "article:has-text('My address of 2019') ";
        officer.fill(row + "textarea", "The archive is elsewhere");
        officer.click(row + "button:has-text('Take 30 days more')");
        officer.waitForSelector(row + ">> text=Delayed: The archive is elsewhere");
        assertEquals(
                0, officer.locator(row + "button:has-text('Take 30 days more')").count());
    }

    @Test
    void nothingOfAnotherRecordCanBeAskedFor() {
        Page patient = loggedIn("ada", ColorScheme.LIGHT, 390);
        patient.navigate(PRODUCT.home() + "/corrections/ada");
        patient.evaluate("document.querySelector('select[name=focus]').options[0].value = 'Condition/foreign'");
        patient.selectOption("select[name=focus]", "Condition/foreign");
        patient.fill("section textarea[name=text]", "Not mine");
        patient.click("text=Ask for the correction");
        assertTrue(patient.textContent("main").contains("There is no Condition/foreign"), patient.textContent("main"));
        assertFalse(PRODUCT.get("Condition/foreign").text().contains("amendment-requested"));
        TestProduct.Reply task = PRODUCT.anonymous("POST", "Task")
                .header("Authorization", "Bearer " + PRODUCT.token("user/*.cruds", "ada", null))
                .json("{'resourceType':'Task','status':'requested','intent':'order','for':{'reference':'Patient/ada'}}")
                .send();
        assertEquals(403, task.status(), "a patient makes no other tasks");
    }
}
