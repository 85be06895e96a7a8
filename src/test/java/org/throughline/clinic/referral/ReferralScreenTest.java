package org.throughline.clinic.referral;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.JoinedProducts;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** A patient is referred from one organization to another, on the screens of both. */
class ReferralScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final JoinedProducts JOINED = new JoinedProducts("Family Practice", "Heart Center");
    private static final TestProduct FAMILY = JOINED.first();
    private static final TestProduct HEART = JOINED.second();

    @BeforeAll
    static void people() {
        staff(FAMILY, "ito", "Ito", "Rei");
        HEART.send(
                "PUT",
                "Organization/clinic",
                "{'resourceType':'Organization','id':'clinic','name':'Heart Center North','partOf':{'reference':'Organization/own'}}");
        staff(HEART, "ruiz", "Ruiz", "Ana");
    }

    private static void staff(TestProduct at, String id, String family, String given) {
        at.send(
                "PUT",
                "Practitioner/" + id,
                "{'resourceType':'Practitioner','id':'" + id + "','name':[{'family':'" + family + "','given':['" + given
                        + "']}]}");
        new TestAccounts(at).staff(id, given + " " + family, id, "physician");
    }

    private static void patient(TestProduct at, String id, String clinician) {
        at.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'1958-07-14',"
                        + "'generalPractitioner':[{'reference':'Practitioner/" + clinician + "'}],"
                        + "'name':[{'family':'Marlowe','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-0142'}]}");
    }

    private static void shown(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screens", "referral-" + name + ".png")));
    }

    private static void order(Page page, String patient, String whom) {
        page.navigate(FAMILY.home() + "/orders/" + patient);
        page.locator("#line").pressSequentially("refer cardiology");
        page.locator("#line-offers [role=option]:has-text('ardiology')").first().click();
        assertThat(page.locator(".item")).hasCount(1);
        if (page.locator(".item details.form[open]").count() == 0) {
            page.click(".item details.form summary");
        }
        page.fill("[name^=whom]", whom);
        page.fill("[name^=question]", "Is it an arrhythmia?");
        page.selectOption("[name^=urgency]", "urgent");
        page.fill("[name^=because]", "Palpitations");
        page.click(".item details.form button[value=look]");
        if (page.locator("[name=acknowledged]").count() > 0) {
            page.check("[name=acknowledged]");
        }
        page.click("button[value=sign]");
        assertThat(page.locator("[data-toast]")).containsText("1 order is signed");
    }

    /** Looks again until a text is there. */
    private static void until(Page page, String selector) {
        for (int i = 0; i < 100 && page.locator(selector).count() == 0; i++) {
            page.waitForTimeout(100);
            page.reload();
        }
        assertThat(page.locator(selector).first()).isVisible();
    }

    private static void act(Page page, String summary, String button) {
        if (page.locator("details[open] >> button:has-text('" + button + "')").count() == 0) {
            page.click("summary:has-text('" + summary + "')");
        }
        page.click("button:has-text('" + button + "')");
    }

    @Test
    void aPatientIsReferredSeenAndReportedOn() {
        patient(FAMILY, "ada", "ito");
        FAMILY.send(
                "POST",
                "AllergyIntolerance",
                "{'resourceType':'AllergyIntolerance','patient':{'reference':'Patient/ada'},'code':{'text':'Penicillin'},"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]}}");
        Page here = BROWSERS.loggedIn(FAMILY, "ito", ColorScheme.LIGHT, 1366);
        order(here, "ada", "Heart Center");

        Page there = BROWSERS.loggedIn(HEART, "ruiz", ColorScheme.LIGHT, 1366);
        there.navigate(HEART.home() + "/inbox");
        until(there, "text=Cardiology");
        Accessible.check(there);
        shown(there, "inbox");
        there.navigate(HEART.home() + "/referrals");
        Accessible.check(there);
        shown(there, "list");
        there.click("a.row:has-text('Marlowe')");
        assertThat(there.locator("main")).containsText("Is it an arrhythmia?");
        assertThat(there.locator("main")).containsText("Penicillin");
        Accessible.check(there);
        shown(there, "arrival");

        there.click("button:has-text('This is who it is')");
        assertThat(there.locator(".banner")).containsText("Ada Jane");
        assertThat(there.locator("main")).containsText("It is in the chart now.");
        act(there, "Accept", "Accept ·");
        assertThat(there.locator("dl.facts")).containsText("Accepted");
        act(there, "Ask for more", "Ask for more ·");
        there.fill("#words-ASKED", "Any fainting?");
        there.click("button:has-text('Ask for more ·')");
        assertThat(there.locator("dl.facts")).containsText("Any fainting?");
        Accessible.check(there);
        shown(there, "accepted");

        here.navigate(FAMILY.home() + "/referrals?of=ours");
        until(here, "text=more is asked");
        Accessible.check(here);
        shown(here, "ours");
        here.click("a.row:has-text('MARLOWE')");
        assertThat(here.locator("dl.facts")).containsText("Any fainting?");
        here.fill("#words-ANSWERED", "None.");
        here.click("button:has-text('Answer ·')");
        assertThat(here.locator("main")).containsText("Answered: None.");
        Accessible.check(here);
        shown(here, "answered");

        until(there, "text=Answered: None.");
        act(there, "Scheduled", "Scheduled ·");
        assertThat(there.locator("[role=alert]")).containsText("for which day");
        there.fill("#day-SCHEDULED", "t+1w");
        act(there, "Scheduled", "Scheduled ·");
        assertThat(there.locator("dl.facts")).containsText("Scheduled for");
        act(there, "The patient was seen", "The patient was seen ·");
        String patient = there.locator("input[name=patient]").first().inputValue();
        assertThat(there.locator("main")).containsText("No note of this patient is signed here yet");
        HEART.send(
                "PUT",
                "DocumentReference/note",
                "{'resourceType':'DocumentReference','id':'note','status':'current','type':{'text':'Consultation note'},"
                        + "'category':[{'coding':[{'system':'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category','code':'clinical-note'}]}],"
                        + "'subject':{'reference':'Patient/" + patient + "'},'date':'2026-11-27T10:00:00Z',"
                        + "'author':[{'reference':'Practitioner/ruiz','display':'Ana Ruiz'}],'description':'Consultation',"
                        + "'content':[{'attachment':{'contentType':'text/plain;charset=utf-8','data':'U2ludXMgcmh5dGhtLg=='}}]}");
        there.reload();
        there.click("button:has-text('Send the note back')");
        assertThat(there.locator("dl.facts")).containsText("Consult note is back");

        here.navigate(FAMILY.home() + "/inbox");
        until(here, "text=sent a consult note");
        here.click("a.row:has-text('sent a consult note')");
        here.click("a:has-text('Open the referral')");
        assertThat(here.locator("main")).containsText("from Heart Center");
        Accessible.check(here);
        shown(here, "reported");
        APIResponse paper = here.request().get(here.url().replaceFirst("\\?.*", "") + "/packet");
        assertTrue(new String(paper.body(), StandardCharsets.ISO_8859_1).startsWith("%PDF"), paper.text());
        here.click("button:has-text('Close the loop')");
        assertThat(here.locator("dl.facts")).containsText("Closed");
        until(there, "dl.facts:has-text('Closed')");
    }

    @Test
    void whoIsNotReachedIsFollowedByHand() {
        patient(FAMILY, "hand", "ito");
        Page page = BROWSERS.loggedIn(FAMILY, "ito", ColorScheme.DARK, 1366);
        order(page, "hand", "Dr Away, Far City");
        page.navigate(FAMILY.home() + "/referrals?of=ours");
        page.click("tr:has-text('Dr Away') a.row");
        assertThat(page.locator("main")).containsText("is not told by itself");
        Accessible.check(page);
        shown(page, "by-hand");
        act(page, "They scheduled it", "They scheduled it ·");
        page.fill("#day-SCHEDULED", "t+1w");
        act(page, "They scheduled it", "They scheduled it ·");
        assertThat(page.locator("dl.facts")).containsText("Scheduled for");
    }
}
