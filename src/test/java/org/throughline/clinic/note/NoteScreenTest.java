package org.throughline.clinic.note;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Writing, signing and reading notes, in a real browser. */
class NoteScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.bringTemplates();
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
        PRODUCT.send(
                "PUT",
                "Practitioner/ito",
                "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito','given':['Rei']}]}");
        PRODUCT.send(
                "PUT",
                "Practitioner/vale",
                "{'resourceType':'Practitioner','id':'vale','name':[{'family':'Vale','given':['Kim']}]}");
        new TestAccounts(PRODUCT).staff("ito", "Rei Ito", "ito", "physician");
        new TestAccounts(PRODUCT).staff("vale", "Kim Vale", "vale", "physician");
    }

    /** A patient whom Dr. Ito treats. */
    private static String patient(String id) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id
                        + "','birthDate':'1980-05-06','name':[{'family':'Marlowe','given':['Ada']}]}");
        PRODUCT.send(
                "PUT",
                "CareTeam/" + id,
                "{'resourceType':'CareTeam','id':'" + id + "','status':'active','subject':{'reference':'Patient/" + id
                        + "'},'participant':[{'member':{'reference':'Practitioner/ito'}},{'member':{'reference':'Practitioner/vale'}}]}");
        return PRODUCT.home() + "/notes/" + id;
    }

    private static Page page() {
        return BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
    }

    private static String found(String type, String patient) {
        return PRODUCT.get(type + "?patient=" + patient).text();
    }

    private static void begin(Page page, String notes, String template) {
        page.navigate(notes + "/new");
        page.click(".picks a:has-text('" + template + "')");
        page.waitForSelector("form[data-note]");
    }

    @Test
    void aNoteIsWrittenAndSignedByKeyboardAloneAndIsInTheChartAndTheApi() {
        String notes = patient("keys");
        PRODUCT.send(
                "PUT",
                "Encounter/keys",
                "{'resourceType':'Encounter','id':'keys','status':'in-progress','class':{'code':'AMB'},'subject':{'reference':'Patient/keys'},"
                        + "'type':[{'text':'Check-up'}],'reasonCode':[{'text':'Cough'}],'period':{'start':'2026-01-02T09:00:00Z'}}");
        Page page = page();
        page.navigate(notes);
        page.keyboard().press("n");
        page.locator(".picks a:has-text('Family medicine visit')").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#f-reason")).hasValue("Cough");
        assertThat(page.locator(".paper header")).containsText("Check-up");
        page.locator("#f-hpi").focus();
        page.keyboard().type("Three days of dry cough.");
        page.locator("#f-systolic").focus();
        page.keyboard().type("128");
        page.locator("#f-diastolic").focus();
        page.keyboard().type("82");
        page.locator("#f-diagnoses-0").focus();
        page.keyboard().type("htn");
        assertThat(page.locator("#f-diagnoses-0")).hasAttribute("aria-expanded", "true");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#f-diagnoses-1")).isVisible();
        assertThat(page.locator("[data-kept]")).containsText("Draft kept");
        assertFalse(found("DocumentReference", "keys").contains("clinical-note"), "a draft is no part of the record");
        page.locator("#f-plan").focus();
        page.keyboard().press("Control+Enter");

        assertThat(page.locator("[data-toast]")).containsText("Signed");
        assertThat(page.locator("article.note")).containsText("Three days of dry cough.");
        assertThat(page.locator("article.note")).containsText("by Rei Ito");
        String documents = found("DocumentReference", "keys");
        assertTrue(documents.contains("us-core-documentreference") && documents.contains("11506-3"), documents);
        assertTrue(documents.contains("Encounter/keys") && documents.contains("\"docStatus\":\"final\""), documents);
        assertTrue(found("QuestionnaireResponse", "keys").contains("urn:throughline:template:family-medicine|1"));
        assertTrue(found("Condition", "keys").contains("\"code\":\"I10\""), "the diagnosis is on the problem list");
        assertTrue(found("Observation", "keys").contains("85354-9"), "the blood pressure is in the vital signs");
        page.navigate(PRODUCT.home() + "/notes");
        assertThat(page.locator("main h1")).containsText("Unsigned notes");
        assertThat(page.locator("main a[href*='/notes/keys/']")).hasCount(0);
    }

    @Test
    void aSignedNoteDoesNotChangeWhoeverAsks() {
        String notes = patient("sealed");
        Page page = page();
        begin(page, notes, "Short note");
        page.fill("#f-history", "As it was.");
        page.click("[data-save]");
        page.waitForSelector("article.note");
        String id = page.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        String stored = PRODUCT.get("DocumentReference/" + id).text();
        assertEquals(
                422,
                PRODUCT.request("PUT", "DocumentReference/" + id)
                        .json(stored.replace("Progress note", "Another note"))
                        .send()
                        .status());
        assertEquals(
                422, PRODUCT.request("DELETE", "DocumentReference/" + id).send().status());
        String answers = String.valueOf(PRODUCT.get("QuestionnaireResponse?patient=sealed")
                .json()
                .objects("entry")
                .getFirst()
                .object("resource"));
        String answersId = answers.replaceFirst(".*?\"id\":\"", "").replaceFirst("\".*", "");
        assertEquals(
                422,
                PRODUCT.request("PUT", "QuestionnaireResponse/" + answersId)
                        .json(answers.replace("As it was.", "As it was not."))
                        .send()
                        .status());
        assertEquals(
                200,
                PRODUCT.request("PUT", "DocumentReference/" + id)
                        .json(stored.replace("'current'", "'superseded'").replace("\"current\"", "\"superseded\""))
                        .send()
                        .status(),
                "what is said about it may change");
    }

    @Test
    void whatWasTypedIsThereAfterTheBrowserWasKilled() {
        String notes = patient("killed");
        Page page = page();
        begin(page, notes, "Short note");
        String address = page.url().replaceFirst("\\?.*", "");
        page.locator("#f-history").focus();
        // Somebody who types without a pause.
        for (int i = 0; i < 40; i++) {
            page.keyboard().type("word" + i + " ");
            page.waitForTimeout(100);
        }
        String typed = page.locator("#f-history").inputValue();
        page.context().browser().contexts().stream()
                .filter(context -> context.pages().contains(page))
                .forEach(context -> context.close());

        Page again = page();
        again.navigate(notes);
        again.click(".begun summary");
        again.click(".begun a");
        assertEquals(address, again.url());
        String kept = again.locator("#f-history").inputValue();
        assertTrue(
                (kept.length() > 150 && typed.startsWith(kept.strip())) || kept.equals(typed),
                "at most two seconds are gone: " + kept);
    }

    @Test
    void whatIsPulledInIsAReferenceToAVersion() {
        String notes = patient("pull");
        PRODUCT.send(
                "PUT",
                "Observation/a1c",
                "{'resourceType':'Observation','id':'a1c','status':'final','subject':{'reference':'Patient/pull'},"
                        + "'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],"
                        + "'code':{'coding':[{'system':'http://loinc.org','code':'4548-4'}],'text':'Hemoglobin A1c'},"
                        + "'effectiveDateTime':'2026-01-02','valueQuantity':{'value':9.1,'unit':'%'},"
                        + "'interpretation':[{'coding':[{'code':'H'}]}]}");
        Page page = page();
        begin(page, notes, "Short note");
        page.locator("#f-history").focus();
        page.keyboard().type("/");
        page.keyboard().type("res");
        page.keyboard().press("Enter");
        assertThat(page.locator(".puller li").first()).containsText("Hemoglobin A1c");
        page.keyboard().press("Enter");
        page.keyboard().press("Escape");
        assertThat(page.locator("#f-history")).isFocused();
        assertThat(page.locator("[data-pulled=history]")).containsText("9.1 %");
        Accessible.check(page);
        page.click("[data-save]");

        assertThat(page.locator("article.note .pulled")).containsText("Hemoglobin A1c 9.1 % high 02-Jan-2026");
        assertTrue(found("QuestionnaireResponse", "pull").contains("Observation/a1c/_history/1"));
        String corrected = PRODUCT.get("Observation/a1c").text().replace("9.1", "6.1");
        PRODUCT.request("PUT", "Observation/a1c").json(corrected).send();
        page.reload();
        assertThat(page.locator("article.note .pulled")).containsText("9.1 %");
        assertThat(page.locator("article.note .pulled")).containsText("changed since");
    }

    @Test
    void nothingOfAnotherChartCanBePulledIn() {
        patient("other");
        PRODUCT.send(
                "PUT",
                "Condition/others",
                "{'resourceType':'Condition','id':'others','subject':{'reference':'Patient/other'},'code':{'text':'Gout'}}");
        Page page = page();
        begin(page, patient("mine"), "Short note");
        page.fill("#f-history", "x");
        page.evaluate(
                "() => { const i = document.createElement('input'); i.type = 'hidden'; i.name = 'p-history';"
                        + " i.value = 'Condition/others/_history/1'; document.querySelector('[data-pulled=history]').append(i); }");
        page.click("[data-save]");
        assertThat(page.locator("#f-history-fault")).containsText("not in this chart");
        assertThat(page.locator("main")).not().containsText("Gout");
    }

    @Test
    void theSameDraftInTwoTabsIsNeverOverwrittenSilently() {
        Page one = page();
        begin(one, patient("tabs"), "Short note");
        String address = one.url();
        one.locator("#f-history").pressSequentially("from the first");
        assertThat(one.locator("[data-kept]")).containsText("Draft kept");
        Page two = one.context().newPage();
        two.navigate(address.replaceFirst("\\?.*", ""));
        assertThat(two.locator("#f-history")).hasValue("from the first");
        two.locator("#f-history").pressSequentially(" and the second");
        assertThat(two.locator("[data-kept]")).containsText("Draft kept");
        one.locator("#f-history").pressSequentially("!");
        assertThat(one.locator("[data-kept]")).containsText("another tab");
        two.reload();
        assertTrue(two.locator("#f-history").inputValue().contains("the second"));
    }

    @Test
    void aDraftIsForItsAuthorAlone() {
        String notes = patient("alone");
        Page page = page();
        begin(page, notes, "Short note");
        page.locator("#f-history").pressSequentially("not for others");
        assertThat(page.locator("[data-kept]")).containsText("Draft kept");
        String address = page.url().replaceFirst("\\?.*", "");
        Page others = BROWSERS.loggedIn(PRODUCT, "vale", ColorScheme.LIGHT, 1366);
        others.navigate(address);
        assertThat(others.locator("body")).not().containsText("not for others");
        others.navigate(notes);
        assertThat(others.locator(".begun")).hasCount(0);
        assertFalse(PRODUCT.get("Patient/alone/$everything").text().contains("not for others"));
    }

    @Test
    void whatWasTypedWithoutASessionIsKeptOnceThereIsOneAgain() {
        Page page = page();
        begin(page, patient("cut"), "Short note");
        page.locator("#f-history").pressSequentially("before");
        assertThat(page.locator("[data-kept]")).containsText("Draft kept");
        List<Cookie> cookies = page.context().cookies();
        page.context().clearCookies();
        page.locator("#f-history").pressSequentially(" and while nobody was logged in");
        assertThat(page.locator("[data-kept]")).containsText("log in again");
        page.context()
                .addCookies(cookies.stream()
                        .map(cookie -> new Cookie(cookie.name, cookie.value).setUrl(PRODUCT.home()))
                        .toList());
        assertThat(page.locator("[data-kept]"))
                .containsText("Draft kept", new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
        page.reload();
        assertThat(page.locator("#f-history")).hasValue("before and while nobody was logged in");
    }

    /** As when the server is restarted: another process on the same database has what was kept. */
    @Test
    void whatWasTypedWhileTheServerWasAwayIsKeptOnceItIsBack() {
        Page page = page();
        begin(page, patient("away"), "Short note");
        page.context().setOffline(true);
        page.locator("#f-history").pressSequentially("while it was away");
        assertThat(page.locator("[data-kept]")).containsText("no connection");
        page.context().setOffline(false);
        assertThat(page.locator("[data-kept]"))
                .containsText("Draft kept", new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
        TestProduct restarted = PRODUCT.another();
        Page again = BROWSERS.loggedIn(restarted, "ito", ColorScheme.LIGHT, 1366);
        again.navigate(page.url().replace(PRODUCT.home(), restarted.home()).replaceFirst("\\?.*", ""));
        assertThat(again.locator("#f-history")).hasValue("while it was away");
    }

    @Test
    void aNoteOfTheWrongPatientIsTakenBackWithWhatItMadeAndWrittenAnew() {
        String notes = patient("wrong");
        patient("right");
        Page page = page();
        begin(page, notes, "Short note");
        page.fill("#f-history", "Gout for years.");
        page.locator("#f-diagnoses-0").fill("Gout");
        page.click("[data-save]");
        page.waitForSelector("article.note");
        assertTrue(found("Condition", "wrong").contains("Gout"));
        page.click("text=It was entered in error");
        assertThat(page.locator(".retracting")).containsText("Gout");
        page.navigate(page.locator(".retracting a").getAttribute("href").replaceFirst("^", PRODUCT.home()));
        assertThat(page.locator("main")).containsText("Signed note: Short note");
        page.fill("#q", "Marlowe");
        page.click("main button:has-text('Find')");
        page.check("input[name=to][value=right]");
        page.fill("#reason", "Wrong tab");
        page.click("button:has-text('Take it out')");

        assertTrue(page.url().contains("/notes/right/write/"), page.url());
        assertThat(page.locator("#f-history")).hasValue("Gout for years.");
        assertTrue(found("Condition", "wrong").contains("entered-in-error"));
        String document = found("DocumentReference", "wrong");
        assertTrue(document.contains("\"status\":\"entered-in-error\""), document);
        page.navigate(notes);
        assertThat(page.locator("article.note")).containsText("Entered on the wrong patient. Wrong tab");
        assertThat(page.locator("article.note .failure")).hasCount(0);
    }

    @Test
    void aVisitOfTheWrongPatientGoesWithItsSignedNoteWhichItsAuthorFindsAsADraft() {
        String notes = patient("mistaken");
        patient("meant");
        PRODUCT.send(
                "PUT",
                "Encounter/mistaken",
                "{'resourceType':'Encounter','id':'mistaken','status':'in-progress','class':{'code':'AMB'},"
                        + "'subject':{'reference':'Patient/mistaken'},'type':[{'text':'Check-up'}]}");
        PRODUCT.send(
                "PUT",
                "Observation/mistaken",
                "{'resourceType':'Observation','id':'mistaken','status':'final','code':{'text':'Weight'},"
                        + "'subject':{'reference':'Patient/mistaken'},'encounter':{'reference':'Encounter/mistaken'}}");
        Page page = page();
        begin(page, notes, "Short note");
        page.fill("#f-history", "Sneezes in May.");
        page.locator("#f-diagnoses-0").fill("Hay fever");
        page.click("[data-save]");
        page.waitForSelector("article.note");
        Page vale = BROWSERS.loggedIn(PRODUCT, "vale", ColorScheme.LIGHT, 1366);
        vale.navigate(PRODUCT.home() + "/wrong/mistaken/Encounter/mistaken");
        assertThat(vale.locator("main")).containsText("Signed note: Short note");
        assertThat(vale.locator("main")).containsText("Rei Ito");
        vale.fill("#q", "Marlowe");
        vale.click("main button:has-text('Find')");
        vale.check("input[name=to][value=meant]");
        Accessible.check(vale);
        vale.fill("#reason", "Wrong room");
        vale.click("button:has-text('Take it out')");
        assertThat(vale.locator("[data-toast]")).isVisible();

        String document = found("DocumentReference", "mistaken");
        assertTrue(document.contains("\"status\":\"entered-in-error\""), document);
        assertTrue(found("Condition", "mistaken").contains("entered-in-error"));
        assertTrue(found("Observation", "meant").contains("Weight"));
        assertFalse(found("Condition", "meant").contains("Hay fever"), "it comes with the note when that is signed");
        page.navigate(PRODUCT.home() + "/notes");
        page.click("main a[href*='/notes/meant/write/']");
        assertThat(page.locator("#f-history")).hasValue("Sneezes in May.");
        assertThat(page.locator("#f-diagnoses-0")).hasValue("Hay fever");
    }

    @Test
    void aNoteIsCosignedByWhoWasAskedAndGetsAnAddendum() {
        String notes = patient("cosign");
        Page page = page();
        begin(page, notes, "Short note");
        page.fill("#f-history", "Seen with the student.");
        page.selectOption("select[name=supervisor]", new SelectOption().setLabel("Kim Vale"));
        page.click("[data-save]");
        assertThat(page.locator("article.note")).containsText("To be cosigned");
        assertThat(page.locator("text=Cosign ·")).hasCount(0);
        assertTrue(found("DocumentReference", "cosign").contains("\"docStatus\":\"preliminary\""));

        Page vale = BROWSERS.loggedIn(PRODUCT, "vale", ColorScheme.LIGHT, 1366);
        vale.navigate(PRODUCT.home() + "/notes");
        vale.click("text=Short note by Rei Ito");
        vale.click("button:has-text('Cosign')");
        assertThat(vale.locator("article.note")).containsText("cosigned by Kim Vale");
        assertTrue(found("Task", "cosign").contains("\"status\":\"completed\""));

        vale.keyboard().press("a");
        vale.fill("#f-addendum", "The student was right.");
        vale.click("[data-save]");
        vale.navigate(notes);
        assertThat(vale.locator(".addendum")).containsText("The student was right.");
        assertThat(vale.locator("article.note")).containsText("With an addendum");
        assertEquals(1, vale.locator(".notes .list li").count(), "an addendum stands below its note");
        Accessible.check(vale);
    }

    @Test
    void onlyWhatIsNewIsShownOnRequest() {
        String notes = patient("new");
        Page page = page();
        begin(page, notes, "Short note");
        page.fill("#f-history", "Asthma since childhood.");
        page.click("[data-save]");
        page.waitForSelector("article.note");
        page.waitForTimeout(1_100);
        begin(page, notes, "Short note");
        page.locator("[data-pull=history]").click();
        page.keyboard().type("last");
        page.keyboard().press("Enter");
        assertThat(page.locator(".puller li").first()).containsText("Asthma since childhood.");
        page.keyboard().press("Enter");
        page.keyboard().press("Escape");
        page.fill("#f-exam", "Wheeze today.");
        page.click("[data-save]");
        assertThat(page.locator("article.note")).containsText("Asthma since childhood.");
        page.check("[data-only-new]");
        assertThat(page.locator("article.note .carried")).isHidden();
        assertThat(page.locator("text=Wheeze today.")).isVisible();
        String answers = found("QuestionnaireResponse", "new");
        assertEquals(
                answers.indexOf("valueString\":\"Asthma since"),
                answers.lastIndexOf("valueString\":\"Asthma since"),
                "the text is stored once");
    }

    @Test
    void aNoteIsAPdfThatAScreenReaderReads() throws IOException {
        String notes = patient("pdf");
        Page page = page();
        begin(page, notes, "Short note");
        page.fill("#f-history", "Zażółć, 日本, and the rest.");
        page.click("[data-save]");
        page.waitForSelector("article.note");
        byte[] pdf = page.context()
                .request()
                .get(page.locator("article.note a:has-text('PDF')")
                        .evaluate("a => a.href")
                        .toString())
                .body();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            assertTrue(text.contains("Zażółć") && text.contains("MARLOWE, Ada"), text);
            assertTrue(text.contains("[?]"), "what cannot be written is not left out silently");
            assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked());
            assertEquals("en-US", document.getDocumentCatalog().getLanguage());
            assertFalse(document.getDocumentCatalog()
                    .getStructureTreeRoot()
                    .getKids()
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theScreensCanBeUsedByEverybodyAndFitATelephone(ColorScheme scheme) {
        String notes = patient("axe");
        int width = Browsers.width(scheme);
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", scheme, width);
        for (String template : new String[] {"Family medicine", "Behavioural health", "Cardiology", "Paediatric"}) {
            begin(page, notes, template);
            Accessible.check(page);
        }
        begin(page, notes, "Short note");
        page.fill("#f-history", "Long\n\nText of the history that goes on.");
        page.click("[data-save]");
        page.waitForSelector("article.note");
        Accessible.check(page);
        page.navigate(PRODUCT.home() + "/notes");
        Accessible.check(page);
    }
}
