package org.throughline.clinic.imaging;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;

/** Imaging from the order over the examination and the report to the acknowledgement, in a real browser. */
class ImagingFlowTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        TestAccounts accounts = new TestAccounts(PRODUCT);
        person(accounts, "ito", "Rei Ito", "physician");
        person(accounts, "tech", "Tess Tech", "imaging");
        person(accounts, "ray", "Ray Reader", "radiologist");
        person(accounts, "sam", "Sam Second", "radiologist");
        patient("ada");
        PRODUCT.send(
                "PUT",
                "DiagnosticReport/prior",
                "{'resourceType':'DiagnosticReport','id':'prior','status':'final','category':[{'coding':[{'system':'http://loinc.org','code':'LP29684-5'}]}],'code':{'coding':[{'system':'http://loinc.org','code':'24628-0'}],'text':'CT of chest with contrast'},'subject':{'reference':'Patient/ada'},'effectiveDateTime':'2025-03-01','conclusion':'Nodule of 5 mm in the right upper lobe.'}");
        PRODUCT.send(
                "PUT",
                "Observation/gfr",
                "{'resourceType':'Observation','id':'gfr','status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],'subject':{'reference':'Patient/ada'},'effectiveDateTime':'2026-01-05','code':{'coding':[{'system':'http://loinc.org','code':'98979-8'}],'text':'eGFR'},'valueQuantity':{'value':27,'unit':'mL/min/1.73 m2'}}");
    }

    private static void person(TestAccounts accounts, String id, String name, String role) {
        PRODUCT.send("PUT", "Practitioner/" + id, "{'resourceType':'Practitioner','id':'" + id + "'}");
        accounts.staff(id, name, id, role);
    }

    private static void patient(String id) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'1980-05-06',"
                        + "'name':[{'family':'Marlowe','given':['Ada']}]}");
        PRODUCT.send(
                "PUT",
                "CareTeam/" + id,
                "{'resourceType':'CareTeam','id':'" + id + "','status':'active','subject':{'reference':'Patient/" + id
                        + "'},'participant':[{'member':{'reference':'Practitioner/ito'}}]}");
    }

    private static Page as(String who) {
        return People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), who, TestProduct.PASSWORD);
    }

    @Test
    void anExaminationIsOrderedDoneReadAndAcknowledged() {
        Page doc = as("ito");
        doc.navigate(PRODUCT.home() + "/orders/ada");
        doc.fill("#line", "CT of chest with contrast");
        doc.keyboard().press("Enter");
        assertThat(doc.locator(".item")).containsText("eGFR 27 mL/min/1.73 m2, 05-Jan-2026");
        assertThat(doc.locator(".item")).containsText("Allergies are not recorded");
        assertThat(doc.locator(".item")).containsText("Pregnancy was not asked about");
        assertThat(doc.locator(".item .last a")).containsText("CT of chest with contrast, 01-Mar-2025");
        doc.click(".item summary");
        doc.fill("[name^=question-]", "Has the nodule grown?");
        doc.fill("[name^=history-]", "Smoker of 30 years.");
        doc.selectOption("[name^=urgency-]", "stat");
        Accessible.check(doc);
        doc.click("button[value=look]");
        if (doc.locator("[name=acknowledged]").count() > 0) {
            doc.check("[name=acknowledged]");
        }
        doc.click("button[value=sign]");
        assertThat(doc.locator("[data-toast], .toast").first()).containsText("signed");
        String orders = PRODUCT.get("ServiceRequest?patient=Patient/ada").text();
        assertTrue(orders.contains("DiagnosticReport/prior"), orders);
        assertTrue(orders.contains("Observation/gfr"), orders);

        Page tech = as("tech");
        assertThat(tech.locator("h1")).containsText("Imaging");
        Accessible.check(tech);
        tech.click("a.row:has-text('CT of chest')");
        assertThat(tech.locator("main")).containsText("Has the nodule grown?");
        assertThat(tech.locator("main")).containsText("eGFR 27");
        Accessible.check(tech);
        tech.fill("#note", "Without contrast: eGFR too low");
        tech.click("text=Done · MARLOWE");
        assertThat(tech.locator("main")).containsText("Everything that was ordered is done.");

        Page ray = as("ray");
        ray.navigate(PRODUCT.home() + "/reading");
        assertThat(ray.locator("tbody tr")).containsText("At once");
        assertThat(ray.locator("tbody tr")).containsText("Smoker of 30 years.");
        Accessible.check(ray);
        Page sam = as("sam");
        sam.navigate(PRODUCT.home() + "/reading");
        ray.click("button[value=take]");
        assertThat(ray.locator("#examination")).containsText("CT of chest with contrast");
        assertThat(sam.locator("tbody tr")).containsText("Ray Reader");

        assertThat(ray.locator(".priors")).containsText("Nodule of 5 mm in the right upper lobe.");
        assertThat(ray.locator("#compared")).hasValue("CT of chest with contrast of 01-Mar-2025");
        assertThat(ray.locator("main")).containsText("Without contrast: eGFR too low");
        ray.fill("#findings", "Nodule of 9 mm in the right upper lobe. No enlarged nodes.");
        ray.check("[name=weight][value=critical]");
        ray.click("button[value=sign]");
        assertThat(ray.locator("#impression-fault")).isVisible();
        assertThat(ray.locator("#told-fault")).isVisible();
        Accessible.check(ray);
        ray.setViewportSize(360, 700);
        Accessible.check(ray);
        ray.setViewportSize(1366, 768);
        ray.fill("#impression", "The nodule has grown to 9 mm.");
        ray.fill("#told", "Dr. Ito, by phone");
        ray.click("button[value=sign]");
        assertThat(ray.locator("main")).containsText("Everything that is done is read.");

        doc.navigate(PRODUCT.home() + "/inbox");
        doc.click("a.row:has-text('CT of chest')");
        doc.click("text=Look at it and acknowledge it");
        assertThat(doc.locator("main")).containsText("The nodule has grown to 9 mm.");
        assertThat(doc.locator("main")).containsText("Critical");
        assertThat(doc.locator(".whole")).containsText("Dr. Ito, by phone was told by Ray Reader");
        assertThat(doc.locator(".priors")).containsText("Nodule of 5 mm in the right upper lobe.");
        Accessible.check(doc);
        doc.setViewportSize(360, 700);
        Accessible.check(doc);
        doc.setViewportSize(1366, 768);
        String report = doc.url();
        doc.click("button[value=acknowledge]");
        assertTrue(PRODUCT.get("ServiceRequest?patient=Patient/ada").text().contains("\"completed\""));

        sam.navigate(PRODUCT.home() + "/patients/ada");
        ray.navigate(report);
        ray.click("summary:has-text('Add to this report')");
        ray.fill("#addendum", "Also a fracture of the sixth rib.");
        Accessible.check(ray);
        ray.click("button[value=add]");
        assertThat(ray.locator(".resulting")).containsText("Also a fracture of the sixth rib.");
        doc.navigate(PRODUCT.home() + "/results/ada");
        assertThat(doc.locator("article.report")).containsText("Corrected");
        doc.navigate(report);
        doc.click("summary:has-text('Ask for a second reading')");
        doc.fill("#why", "Please look at the rib");
        doc.click("button[value=ask]");
        assertThat(doc.locator(".whole")).containsText("A second reading is asked for.");

        sam.navigate(PRODUCT.home() + "/reading");
        assertThat(sam.locator("main")).containsText("Please look at the rib");
        Accessible.check(sam);
        sam.click("button[value=second]");
        sam.click("summary:has-text('Second reading')");
        sam.check("[name=verdict][value=minor]");
        sam.fill("#second", "The seventh rib, not the sixth.");
        sam.click("button[value=second]");
        assertThat(sam.locator(".whole")).containsText("Minor discrepancy");
        sam.navigate(PRODUCT.home() + "/reading");
        assertThat(sam.locator("#seconds")).hasCount(0);

        assertEquals(
                403,
                Objects.requireNonNull(doc.navigate(PRODUCT.home() + "/reading"))
                        .status());
        assertEquals(
                403,
                Objects.requireNonNull(tech.navigate(PRODUCT.home() + "/reading"))
                        .status());

        Page manager = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        manager.navigate(PRODUCT.home() + "/practice/reading");
        assertThat(manager.locator("tbody tr").first()).containsText("Ray Reader");
        assertThat(manager.locator("tbody tr").first().locator("td, th").nth(2)).hasText("1");
        assertThat(manager.locator("tbody tr").first().locator("td, th").nth(5)).hasText("1");
        Accessible.check(manager);
    }

    @Test
    void aRepetitionIsToldWithTheEarlierReportAndAFollowUpIsNone() {
        patient("bea");
        PRODUCT.send(
                "PUT",
                "DiagnosticReport/wrist",
                "{'resourceType':'DiagnosticReport','id':'wrist','status':'final','category':[{'coding':[{'system':'http://loinc.org','code':'LP29684-5'}]}],'code':{'text':'XR Wrist - left Views'},'subject':{'reference':'Patient/bea'},'effectiveDateTime':'"
                        + Instant.now().minus(3, ChronoUnit.DAYS) + "','conclusion':'Fracture of the radius.'}");
        Page doc = as("ito");
        doc.navigate(PRODUCT.home() + "/orders/bea");
        doc.fill("#line", "X-ray of left wrist");
        doc.keyboard().press("Enter");
        assertThat(doc.locator(".finding.caution")).containsText("XR Wrist - left Views on");
        assertThat(doc.locator(".finding.caution a").first()).hasAttribute("href", "/results/bea/wrist");
        doc.click(".item summary:has-text('Change')");
        doc.fill("[name^=followup-]", "often");
        doc.click("button[value=look]");
        assertThat(doc.locator(".item .fault")).containsText("Write an interval");
        doc.fill("[name^=followup-]", "3d");
        doc.click("button[value=look]");
        assertThat(doc.locator(".item .said")).containsText("Follow-up after: 3 days");
        assertThat(doc.locator(".finding.caution")).hasCount(0);
    }
}
