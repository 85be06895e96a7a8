package org.throughline.clinic.result;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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

/** Holding a result from the patient, and the patient's own choice, in a real browser. */
class HeldScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void aReport() {
        PRODUCT.send("PUT", "Practitioner/doc", "{'resourceType':'Practitioner','id':'doc'}");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1980-05-06','name':[{'family':'Marlowe','given':['Ada']}]}");
        PRODUCT.send(
                "PUT",
                "CareTeam/team",
                "{'resourceType':'CareTeam','id':'team','status':'active','subject':{'reference':'Patient/ada'},'participant':[{'member':{'reference':'Practitioner/doc'}}]}");
        PRODUCT.send(
                "PUT",
                "DiagnosticReport/r",
                "{'resourceType':'DiagnosticReport','id':'r','status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v2-0074','code':'LAB'}]}],'code':{'text':'Biopsy'},'subject':{'reference':'Patient/ada'},'conclusion':'Seen and described'}");
        TestAccounts accounts = new TestAccounts(PRODUCT);
        accounts.staff("doc", "The physician", "doc", "physician");
        accounts.patient("ada", "Ada Marlowe", "ada");
    }

    @Test
    void aReportIsHeldWithAReasonListedAndShownEarly() {
        Page page = BROWSERS.loggedIn(PRODUCT, "doc", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/results/ada/r");
        assertThat(page.locator("main")).containsText("All of it, and whoever acts for the patient");
        page.click("summary:has-text('Hold it from the patient')");
        page.selectOption("#reason", "harm");
        page.click("button:has-text('Hold it')");
        assertThat(page.locator("main")).containsText("Say in a few words why");
        page.fill("#words", "Wait for her sister");
        Accessible.check(page);
        page.click("button:has-text('Hold it')");
        assertThat(page.locator("main .tag.caution")).containsText("Held until");
        Accessible.check(page);

        page.navigate(PRODUCT.home() + "/held");
        assertThat(page.locator("tbody tr")).containsText("Biopsy");
        assertThat(page.locator("tbody tr")).containsText("Wait for her sister");
        assertThat(page.locator("tbody tr")).containsText("The physician");
        Accessible.check(page);
        page.click("button:has-text('Show it now')");
        assertThat(page.locator("main")).containsText("Patients see all of their results.");
    }

    @Test
    void thePatientChoosesToBeToldFirstAndTheStaffSeeAndChangeIt() {
        Page patient = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 390), PRODUCT.home(), "ada", TestProduct.PASSWORD);
        patient.click("nav >> text=Choices");
        patient.check("text=Tell me in a talk first");
        Accessible.check(patient);
        patient.click("main >> text=Save");
        assertThat(patient.locator("main")).containsText("It holds for results that come from now on.");
        Accessible.fits(patient);

        Page page = BROWSERS.loggedIn(PRODUCT, "doc", ColorScheme.DARK, 1366);
        page.navigate(PRODUCT.home() + "/results/ada");
        assertThat(page.locator("main")).containsText("wants to be told results in a talk first");
        Accessible.check(page);
        page.click("button:has-text('Show them at once')");
        assertThat(page.locator("main")).containsText("Results are shown to this patient at once.");
    }
}
