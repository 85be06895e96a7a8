package org.throughline.clinic.result;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;

/** Results from the order to the acknowledgement, in a real browser. */
class ResultScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        for (String id : new String[] {"lab", "doc"}) {
            PRODUCT.send("PUT", "Practitioner/" + id, "{'resourceType':'Practitioner','id':'" + id + "'}");
        }
        TestAccounts accounts = new TestAccounts(PRODUCT);
        accounts.staff("lab", "The laboratory", "lab", "lab");
        accounts.staff("doc", "The physician", "doc", "physician");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1980-05-06','gender':'female','name':[{'family':'Marlowe-Featherstonehaugh','given':['Ada Wilhelmina']}]}");
        for (String id : new String[] {"bo", "cy"}) {
            PRODUCT.send(
                    "PUT",
                    "Patient/" + id,
                    "{'resourceType':'Patient','id':'" + id
                            + "','birthDate':'1980-05-06','gender':'female','name':[{'family':'Other','given':['"
                            + id + "']}]}");
        }
        PRODUCT.send(
                "PUT",
                "ServiceRequest/bmp",
                "{'resourceType':'ServiceRequest','id':'bmp','status':'active','intent':'order','requester':{'reference':'Practitioner/doc','display':'The physician'},'subject':{'reference':'Patient/ada'},'authoredOn':'"
                        + Instant.now()
                        + "','code':{'coding':[{'system':'http://loinc.org','code':'24321-2'}],'text':'Basic metabolic panel'}}");
    }

    @Test
    void aResultIsEnteredForItsOrderSeenInTheInboxAndAcknowledged() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/results/ada");
        assertThat(page.locator("main")).containsText("Nothing waits to be looked at.");
        page.click("text=Enter a result");
        page.click("text=Basic metabolic panel");
        page.fill("#v0", "139");
        page.fill("#v1", "high");
        page.click("[data-save]");
        assertThat(page.locator("#v1-fault")).containsText("Write a number in mmol/L");
        Accessible.check(page);
        page.fill("#v1", "6.8");
        page.click("[data-save]");

        assertThat(page.locator("article.report")).containsText("Critical");
        assertThat(page.locator("table.bydate tbody tr").first()).containsText("6.8");
        assertThat(page.locator("table.bydate")).containsText("critically high");
        Accessible.check(page);
        page.setViewportSize(360, 700);
        Accessible.check(page);
        page.setViewportSize(1366, 768);
        assertTrue(PRODUCT.get("ServiceRequest/bmp").text().contains("completed"));

        Page doc = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "doc", TestProduct.PASSWORD);
        doc.navigate(PRODUCT.home() + "/inbox");
        doc.click("a.row:has-text('Basic metabolic panel')");
        doc.click("text=Look at it and acknowledge it");
        assertThat(doc.locator("main")).containsText("3.5–5.0");
        Accessible.check(doc);
        doc.fill("input[name=comment]", "Called the patient");
        doc.click("button[value=acknowledge]");
        assertThat(doc.locator("main")).containsText("Nothing waits to be looked at.");
        doc.click("text=Basic metabolic panel");
        assertThat(doc.locator("main")).containsText("Called the patient");

        page.navigate(doc.url());
        page.click("a[href$='/correct']");
        Accessible.check(page);
        page.locator("input:near(:text('Potassium'))").first().fill("4.1");
        page.click("[data-save]");
        assertThat(page.locator("article.report")).containsText("Corrected");
        doc.navigate(PRODUCT.home() + "/inbox");
        assertThat(doc.locator("main")).containsText("Corrected: Basic metabolic panel");
    }

    @Test
    void whatComesByTheApiWaitsToo() {
        PRODUCT.send(
                "PUT",
                "DiagnosticReport/api",
                "{'resourceType':'DiagnosticReport','id':'api','status':'final','code':{'text':'Skin biopsy'},'subject':{'reference':'Patient/bo'},'issued':'"
                        + Instant.now() + "','conclusion':'Benign nevus.'}");
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.DARK, 1366);
        page.navigate(PRODUCT.home() + "/results/bo/api");
        assertThat(page.locator("main")).containsText("Benign nevus.");
        Accessible.check(page);
        page.click("button[value=acknowledge]");
        page.navigate(PRODUCT.home() + "/inbox");
        assertThat(page.locator("main")).not().containsText(Pattern.compile("Skin biopsy"));
    }

    private static void theirs(String type, String id, String members) {
        PRODUCT.keep(
                "eli",
                "Heart Center",
                "{'resourceType':'" + type + "','id':'" + id
                        + "','meta':{'tag':[{'system':'urn:throughline:code','code':'to-acknowledge'}]},"
                        + "'status':'final','subject':{'reference':'Patient/eli'}," + members + "}");
    }

    private static final String POTASSIUM =
            "'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],"
                    + "'code':{'coding':[{'system':'http://loinc.org','code':'2823-3'}],'text':'Potassium'},";

    @Test
    void whatOthersFoundStandsBesideMarkedAndIsOnlyRead() {
        PRODUCT.send(
                "PUT",
                "Patient/eli",
                "{'resourceType':'Patient','id':'eli','name':[{'family':'Quill','given':['Eli']}]}");
        PRODUCT.send(
                "PUT",
                "Observation/own",
                "{'resourceType':'Observation','id':'own','status':'final','subject':{'reference':'Patient/eli'},"
                        + POTASSIUM
                        + "'effectiveDateTime':'2026-11-20','valueQuantity':{'value':4.4,'unit':'mmol/L'}}");
        theirs(
                "Observation",
                "x1-a",
                POTASSIUM + "'effectiveDateTime':'2026-11-18','valueQuantity':{'value':5.6,'unit':'mmol/L'}");
        theirs(
                "DiagnosticReport",
                "x1-b",
                "'code':{'text':'Basic metabolic panel'},'effectiveDateTime':'2026-11-18',"
                        + "'result':[{'reference':'Observation/x1-a'}],'conclusion':'Look at potassium again.'");
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/results/eli");
        assertThat(page.locator("main")).containsText("Nothing waits to be looked at.");
        assertThat(page.locator("table.bydate td:has-text('5.6')")).containsText("held by Heart Center");
        assertThat(page.locator("table.bydate td:has-text('4.4')")).not().containsText("Heart Center");
        Accessible.check(page);
        page.click("li:has-text('Heart Center') >> text=Basic metabolic panel");
        assertThat(page.locator("main")).containsText("Look at potassium again.");
        assertThat(page.locator("main")).containsText("Heart Center holds this report");
        assertThat(page.locator("main form, main a[href$='/correct']")).hasCount(0);
        Accessible.check(page);

        page.navigate(PRODUCT.home() + "/results/eli?whose=ours");
        assertThat(page.locator("main")).not().containsText("Heart Center");
        page.navigate(PRODUCT.home() + "/results/eli/x1-b/correct");
        assertThat(page.locator("main")).containsText("There is no");
        page.navigate(PRODUCT.home() + "/results/eli/x1-b/letter");
        assertThat(page.locator("main")).containsText("There is no");
    }

    @Test
    void theLaboratorySeesWhatItIsStillToReport() {
        PRODUCT.send(
                "PUT",
                "ServiceRequest/a1c",
                "{'resourceType':'ServiceRequest','id':'a1c','status':'active','intent':'order','authoredOn':'2026-01-02T08:00:00Z','category':[{'coding':[{'system':'http://snomed.info/sct','code':'108252007'}]}],'subject':{'reference':'Patient/cy'},'code':{'coding':[{'system':'http://loinc.org','code':'4548-4'}],'text':'Hemoglobin A1c'}}");
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 360);
        page.navigate(PRODUCT.home() + "/lab");
        assertThat(page.locator("main")).containsText("OTHER");
        Accessible.check(page);
        page.click("text=Hemoglobin A1c");
        assertThat(page.locator("#v0-hint")).containsText("usual 4.0–5.6");
        page.fill("#v0", "7.2");
        page.click("[data-save]");
        page.navigate(PRODUCT.home() + "/lab");
        assertThat(page.locator("main")).containsText("Everything that was ordered is reported.");
    }

    @Test
    void theLaboratoryEntersAndThePhysicianAcknowledges() {
        PRODUCT.send(
                "PUT",
                "Patient/dee",
                "{'resourceType':'Patient','id':'dee','birthDate':'1980-05-06','gender':'female','name':[{'family':'Dole','given':['Dee']}]}");
        PRODUCT.send(
                "PUT",
                "ServiceRequest/tsh",
                "{'resourceType':'ServiceRequest','id':'tsh','status':'active','intent':'order','authoredOn':'"
                        + Instant.now()
                        + "','category':[{'coding':[{'system':'http://snomed.info/sct','code':'108252007'}]}],'requester':{'reference':'Practitioner/doc','display':'The physician'},'subject':{'reference':'Patient/dee'},'code':{'coding':[{'system':'http://loinc.org','code':'3016-3'}],'text':'TSH'}}");
        Page lab = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "lab", TestProduct.PASSWORD);
        lab.navigate(PRODUCT.home() + "/lab");
        lab.click("text=TSH");
        lab.fill("#v0", "<0.01");
        lab.click("[data-save]");
        assertThat(lab.locator("article.report")).containsText("for The physician");
        assertThat(lab.locator("button[value=acknowledge]")).hasCount(0);

        Page doc = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "doc", TestProduct.PASSWORD);
        doc.navigate(PRODUCT.home() + "/inbox");
        doc.click("a.row:has-text('TSH')");
        doc.click("text=Look at it and acknowledge it");
        assertThat(doc.locator("main")).containsText("off scale low");
        doc.click("button[value=acknowledge]");
        assertThat(doc.locator("main")).containsText("Nothing waits to be looked at.");
    }
}
