package org.throughline.clinic.note;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.JoinedProducts;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** A signed note is sent to a clinician of another organization, on the screens of both. */
class SendingTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final JoinedProducts JOINED = new JoinedProducts("Family Practice", "Heart Center");
    private static final TestProduct FAMILY = JOINED.first();
    private static final TestProduct HEART = JOINED.second();

    private static void patient(TestProduct at, String id, String clinician, String family, String given) {
        at.send(
                "PUT",
                "Practitioner/" + clinician,
                "{'resourceType':'Practitioner','id':'" + clinician + "','name':[{'family':'" + family + "','given':['"
                        + given + "']}]}");
        at.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'1958-07-14',"
                        + "'generalPractitioner':[{'reference':'Practitioner/" + clinician + "'}],"
                        + "'name':[{'family':'Marlowe','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-0142'}]}");
        at.send(
                "PUT",
                "CareTeam/" + id,
                "{'resourceType':'CareTeam','id':'" + id + "','status':'active','subject':{'reference':'Patient/" + id
                        + "'},'participant':[{'member':{'reference':'Practitioner/" + clinician + "'}}]}");
        new TestAccounts(at).staff(clinician, given + " " + family, clinician, "physician");
    }

    @BeforeAll
    static void bothKnowHer() {
        patient(FAMILY, "ada", "ito", "Ito", "Rei");
        patient(HEART, "jane", "ruiz", "Ruiz", "Ana");
    }

    private static void shown(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screens", "note-" + name + ".png")));
    }

    @Test
    void aSignedNoteGoesToAColleagueElsewhereInTwoClicks() {
        FAMILY.bringTemplates();
        FAMILY.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
        HEART.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Clinic'}");
        Page here = BROWSERS.loggedIn(FAMILY, "ito", ColorScheme.LIGHT, 1366);
        here.navigate(FAMILY.home() + "/notes/ada/new");
        here.click(".picks a:has-text('Short note')");
        here.waitForSelector("form[data-note]");
        here.fill("#f-history", "Palpitations since May.");
        here.click("[data-save]");
        here.waitForSelector("article.note");

        here.click("summary:has-text('Send to')");
        here.fill("#send-person", "Ana Ruiz");
        here.fill("#send-words", "Would you look at this?");
        Accessible.check(here);
        shown(here, "sending");
        here.click(".sending button");
        assertThat(here.locator("[data-toast]")).containsText("On its way");
        assertThat(here.locator(".sent")).containsText("received");
        Accessible.check(here);
        shown(here, "sent");

        Page there = BROWSERS.loggedIn(HEART, "ruiz", ColorScheme.DARK, 1366);
        there.navigate(HEART.home() + "/inbox");
        there.click("a.row:has-text('Read the note from Rei Ito, Family Practice')");
        there.click("a:has-text('Read the document')");
        assertThat(there.locator("main")).containsText("Palpitations since May.");
        Accessible.check(there);
        shown(there, "arrived");
    }

    @Test
    void aMessageFromTheChartIsAnsweredFromTheInboxThere() {
        JOINED.ask(HEART, "jane");
        Page here = BROWSERS.loggedIn(FAMILY, "ito", ColorScheme.LIGHT, 1366);
        here.navigate(FAMILY.home() + "/patients/ada/tasks/new");
        here.selectOption("select[name=kind]", "task");
        here.fill("textarea[name=what]", "May she stop the warfarin?");
        here.selectOption("select[name=to]", new SelectOption().setLabel("Heart Center (another organization)"));
        here.fill("input[name=person]", "Dr. Ana Ruiz");
        here.click("button[data-save]");
        assertThat(here.locator("main")).containsText("Another organization is given no tasks");
        here.selectOption("select[name=kind]", "message");
        Accessible.check(here);
        shown(here, "message");
        here.click("button[data-save]");

        Page there = BROWSERS.loggedIn(HEART, "ruiz", ColorScheme.DARK, 1366);
        there.navigate(HEART.home() + "/inbox");
        there.click("a.row:has-text('May she stop the warfarin?')");
        assertThat(there.locator("main")).containsText("Rei Ito, Family Practice");
        there.fill("textarea[name=text]", "Five days before.");
        Accessible.check(there);
        shown(there, "message-arrived");
        there.click("button[value=answer]");
        assertThat(there.locator("[data-toast]")).containsText("Answered");

        here.navigate(FAMILY.home() + "/inbox");
        shown(here, "message-inbox");
        here.click("a.row:has-text('May she stop the warfarin?')");
        assertThat(here.locator("main")).containsText("Five days before.");
        assertThat(here.locator("main")).containsText("May she stop the warfarin?");
        shown(here, "message-answered");
    }
}
