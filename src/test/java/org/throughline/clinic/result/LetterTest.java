package org.throughline.clinic.result;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** A letter to the patient about a result: filled in, changed, kept in the chart and told to the patient. */
class LetterTest {
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
                "Observation/k",
                "{'resourceType':'Observation','id':'k','status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],'code':{'coding':[{'system':'http://loinc.org','code':'2823-3'}],'text':'Potassium'},'subject':{'reference':'Patient/ada'},'effectiveDateTime':'2026-11-20T08:00:00Z','valueQuantity':{'value':5.4,'unit':'mmol/L'},'interpretation':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation','code':'H'}]}],'referenceRange':[{'text':'3.5–5.0'}]}");
        PRODUCT.send(
                "PUT",
                "DiagnosticReport/r",
                "{'resourceType':'DiagnosticReport','id':'r','status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v2-0074','code':'LAB'}]}],'code':{'text':'Potassium'},'subject':{'reference':'Patient/ada'},'effectiveDateTime':'2026-11-20T08:00:00Z','result':[{'reference':'Observation/k'}]}");
        new TestAccounts(PRODUCT).staff("doc", "The physician", "doc", "physician");
    }

    @Test
    void aLetterIsWrittenFromTheAcknowledgementAndNotWhileTheResultIsHeld() throws Exception {
        Page page = BROWSERS.loggedIn(PRODUCT, "doc", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/results/ada/r");
        page.fill("input[name=comment]", "Slightly high. Let us check it again.");
        page.click("text=Acknowledge and write to the patient");
        String text = page.inputValue("#text");
        for (String part : new String[] {
            "Dear Ada Marlowe,",
            "- Potassium: 5.4 mmol/L, higher than usual (usual: 3.5–5.0)",
            "Slightly high. Let us check it again.",
            "The physician"
        }) {
            assertTrue(text.contains(part), text);
        }
        Accessible.check(page);
        page.fill("#text", text + "\n\nPlease come on Monday.");
        page.click("button:has-text('Write the letter')");
        page.waitForURL("**/documents/ada/**");

        var found = PRODUCT.get("DocumentReference?related=DiagnosticReport/r")
                .json()
                .objects("entry");
        assertEquals(1, found.size());
        var messages = PRODUCT.get("Communication?recipient=Patient/ada").json().objects("entry");
        assertEquals(1, messages.size());
        String binary = found.getFirst().toString().replaceFirst(".*(Binary/[A-Za-z0-9.-]+).*", "$1");
        byte[] pdf = java.util.Base64.getDecoder()
                .decode(String.valueOf(
                        PRODUCT.get(binary + "?_format=json").json().text("data")));
        String printed = new PDFTextStripper().getText(Loader.loadPDF(pdf));
        assertTrue(printed.contains("Please come on Monday."), printed);

        page.navigate(PRODUCT.home() + "/results/ada/r");
        assertThat(page.locator("#letters ~ .count, header:has(#letters) .count"))
                .hasText("1");
        page.click("summary:has-text('Hold it from the patient')");
        page.selectOption("#reason", "patient");
        page.click("button:has-text('Hold it ·')");
        assertThat(page.locator("main .tag.caution").first()).containsText("Held until");
        assertThat(page.locator("text=Write a letter")).hasCount(0);
        page.navigate(PRODUCT.home() + "/results/ada/r/letter");
        assertThat(page.locator("main")).containsText("This result is held from the patient");
    }
}
