package org.throughline.clinic.immunization;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;
import org.throughline.immunization.NurserySchedule;

/** What happens after a dose: recorded, heeded, listed as an allergy, printed; and the papers for school. */
class AfterDoseTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.loadSchedule(NurserySchedule.zip());
        PRODUCT.send("PUT", "Practitioner/nurse", "{'resourceType':'Practitioner','id':'nurse'}");
        new TestAccounts(PRODUCT).staff("nurse", "The nurse", "nurse", "physician");
    }

    private static LocalDate today() {
        return LocalDate.now(java.time.ZoneOffset.UTC);
    }

    private static void child(String id) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','birthDate':'" + today().minusDays(100)
                        + "','gender':'female','generalPractitioner':[{'reference':'Practitioner/nurse'}],'name':[{'family':'Young','given':['"
                        + id + "']}]}");
        PRODUCT.send(
                "PUT",
                "Immunization/" + id,
                "{'resourceType':'Immunization','id':'" + id
                        + "','status':'completed','primarySource':true,'lotNumber':'P77','occurrenceDateTime':'"
                        + today().minusDays(20) + "','patient':{'reference':'Patient/" + id
                        + "'},'vaccineCode':{'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'10'}],'text':'IPV (IPOL)'}}");
    }

    @Test
    void aSevereReactionForbidsTheNextDoseIsListedAndPrintedForVaersAndCanBeTakenBack() throws Exception {
        child("ana");
        Page page = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "nurse", TestProduct.PASSWORD);
        page.navigate(PRODUCT.home() + "/immunizations/ana/ana");
        page.fill("#day", "t-20d");
        page.fill("#time", "later");
        page.fill("#what", "Hives and wheezing");
        page.click("button[value=reaction]");
        assertThat(page.locator("main")).containsText("the time as 15:30");
        page.fill("#day", "t-20d");
        page.fill("#time", "10:20");
        page.selectOption("#kind", "anaphylaxis");
        page.fill("#what", "Hives and wheezing after 5 minutes");
        page.selectOption("#recovered", "resolved");
        page.check("input[name=o-EMERGENCY]");
        page.check("input[name=o-LIFE]");
        page.click("button[value=reaction]");
        assertThat(page.locator("dl.facts")).containsText("Serious");
        assertThat(page.locator("dl.facts")).containsText("Hives and wheezing after 5 minutes");
        Accessible.check(page);
        page.setViewportSize(360, 700);
        Accessible.check(page);
        page.setViewportSize(1366, 768);

        String paper = Paper.text(
                page,
                PRODUCT.home() + page.locator("a:has-text('Print the report')").getAttribute("href"));
        assertTrue(paper.contains("VAERS"), paper);
        assertTrue(paper.contains("lot P77"), paper);
        assertTrue(paper.contains("Life-threatening illness"), paper);
        assertTrue(PRODUCT.get("AdverseEvent?subject=Patient/ana").text().contains("Immunization/ana"));

        page.click("button[value=allergy]");
        assertThat(page.locator("button[value=allergy]")).hasCount(0);
        assertTrue(PRODUCT.get("AllergyIntolerance?patient=ana").text().contains("IPV (IPOL)"));
        page.navigate(PRODUCT.home() + "/immunizations/ana");
        assertThat(page.locator("table.next tr:has-text('Contraindicated') th"))
                .hasText("PolioSevere reaction to a vaccine against polio.");

        page.navigate(PRODUCT.home() + "/immunizations/ana/ana");
        page.click("button[value=withdraw]");
        assertThat(page.locator("dl.facts")).not().containsText("Hives and wheezing");
        assertTrue(PRODUCT.get("AdverseEvent?subject=Patient/ana").text().contains("urn:throughline:entered-in-error"));
        page.navigate(PRODUCT.home() + "/immunizations/ana");
        assertThat(page.locator("table.next tr:has-text('Contraindicated') th")).containsText("Polio");
    }

    @Test
    void theCertificateTellsWhatCountsAndNoDiagnosisAndThePlanEveryDoseToCome() throws Exception {
        child("school");
        PRODUCT.send(
                "PUT",
                "Condition/school",
                "{'resourceType':'Condition','id':'school','subject':{'reference':'Patient/school'},'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'D81.0'}],'text':'SCID'}}");
        Page page = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "nurse", TestProduct.PASSWORD);
        page.navigate(PRODUCT.home() + "/immunizations/school");
        Accessible.check(page);

        String certificate = Paper.text(page, PRODUCT.home() + "/immunizations/school/certificate.pdf");
        assertTrue(certificate.contains("Certificate of immunization"), certificate);
        assertTrue(certificate.contains("Measles: medical exemption"), certificate);
        assertTrue(!certificate.contains("SCID") && !certificate.contains("immune deficiency"), certificate);
        assertTrue(certificate.contains("Prepared by The nurse"), certificate);

        String plan = Paper.text(page, PRODUCT.home() + "/immunizations/school/plan.pdf");
        assertTrue(plan.contains("Hib, dose 1"), plan);
        assertTrue(plan.contains("Hib, dose 2"), plan);
        assertTrue(plan.contains("Polio, dose 2"), plan);
        assertTrue(!plan.contains("Measles, dose"), plan);
    }
}
