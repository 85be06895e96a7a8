package org.throughline.clinic.sharing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.JoinedProducts;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** The record of a patient is asked for, shown with its origin, stopped, and taken out again. */
class SharingScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final JoinedProducts JOINED = new JoinedProducts("Family Practice", "Heart Center");
    private static final TestProduct FAMILY = JOINED.first();
    private static final TestProduct HEART = JOINED.second();

    private static void patient(TestProduct of, String id, String family, String born) {
        of.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'" + born
                        + "','generalPractitioner':[{'reference':'Practitioner/ito'}],"
                        + "'name':[{'family':'" + family + "','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-0142'}]}");
    }

    private static Page physician(TestProduct at, ColorScheme scheme, int width) {
        return physician(at, "ito", scheme, width);
    }

    private static Page physician(TestProduct at, String name, ColorScheme scheme, int width) {
        at.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        new TestAccounts(at).staff(name, "Rei Ito", "ito", "physician");
        return BROWSERS.loggedIn(at, name, scheme, width);
    }

    @Test
    void theRecordOfAnotherOrganizationIsAskedForShownWithItsOriginAndTakenOutAgain() {
        Page page = physician(HEART, ColorScheme.LIGHT, 1366);
        FAMILY.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        patient(FAMILY, "ada", "Marlowe", "1958-07-14");
        FAMILY.send(
                "POST",
                "Condition",
                "{'resourceType':'Condition','subject':{'reference':'Patient/ada'},'code':{'text':'Atrial fibrillation'},"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}}");
        FAMILY.send(
                "POST",
                "AllergyIntolerance",
                "{'resourceType':'AllergyIntolerance','patient':{'reference':'Patient/ada'},'criticality':'high','clinicalStatus':{'coding':"
                        + "[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]},"
                        + "'code':{'coding':[{'system':'http://snomed.info/sct','code':'373270004'}],'text':'Penicillins'}}");
        patient(HEART, "p77", "Marlowe", "1958-07-14");

        page.navigate(HEART.home() + "/patients/p77");
        page.click("nav.sections >> text=Sharing");
        Accessible.check(page);
        page.check("input[name=agrees]");
        page.check("input[name=gives]");
        page.click("button:has-text('Ask Family Practice')");
        assertThat(page.locator("text=One person, here and there.")).isVisible();
        assertThat(page.locator("text=It is given this record.")).isVisible();
        page.click("summary:has-text('What the law lets go only when it is named')");
        assertThat(page.locator("a:has-text('42 CFR 2.31')")).isVisible();
        Accessible.check(page);
        page.check("form:has(input[name=signed]) input[name=names-ETH]");
        page.check("input[name=signed]");
        page.click("button:has-text('Keep this consent')");
        assertThat(page.locator("text=names Substance use")).isVisible();

        page.navigate(HEART.home() + "/patients/p77");
        for (int i = 0; i < 50 && page.locator("#live-problems .tag.outside").count() == 0; i++) {
            page.waitForTimeout(100);
            page.reload();
        }
        assertThat(page.locator("#live-problems .tag.outside")).hasText("held by Family Practice");
        assertThat(page.locator(".banner .elsewhere")).containsText("heard");
        assertThat(page.locator("#live-problems a:has-text('Atrial fibrillation')"))
                .hasCount(0);
        Accessible.check(page);
        page.click(".elsewhere nav >> text=Ours");
        assertThat(page.locator("#live-problems >> text=Atrial fibrillation")).hasCount(0);

        page.navigate(HEART.home() + "/orders/p77");
        page.locator("#line").pressSequentially("amoxicillin 500 tid x10d");
        assertThat(page.locator("#line-offers [role=option]").first()).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");
        assertThat(page.locator(".item .finding.danger .tag.outside")).hasText("held by Family Practice");

        page.navigate(HEART.home() + "/sharing/p77");
        assertThat(page.locator("button:has-text('Stop')"))
                .hasCount(2); // the first consent, and the one that names a kind
        page.click("button:has-text('Stop')");
        assertThat(page.locator("button:has-text('Stop')")).hasCount(1);
        page.click("button:has-text('Stop')");
        assertThat(page.locator("text=The patient has not permitted that it is given this record."))
                .isVisible();
        page.click("summary:has-text('Not the same person')");
        page.fill("input[name=reason]", "Two persons");
        page.click("button:has-text('End it')");
        assertThat(page.locator("text=Its record of the patient is not shown here."))
                .isVisible();
        page.navigate(HEART.home() + "/patients/p77");
        assertThat(page.locator("#live-problems >> text=Atrial fibrillation")).hasCount(0);
        for (int i = 0;
                i < 50
                        && page.locator(".banner :text('entries of another person')")
                                        .count()
                                == 0;
                i++) {
            page.waitForTimeout(100);
            page.reload();
        }
        assertThat(page.locator(".banner"))
                .containsText("this chart showed entries of another person (Family Practice)");
        page.navigate(HEART.home() + "/sharing/p77");
        page.click("text=What was done meanwhile");
        assertThat(page.locator("main h1")).hasText("What was done while another person’s entries stood here");
        assertThat(page.locator(".hint").first()).isVisible();
        Accessible.check(page);
    }

    @Test
    void whoItMayBeIsDecidedOnThePageOfQuestions() {
        Page page = physician(FAMILY, ColorScheme.DARK, 390);
        patient(FAMILY, "quill", "Quill", "1949-03-08");
        HEART.send(
                "PUT",
                "Patient/q1",
                "{'resourceType':'Patient','id':'q1','gender':'female','birthDate':'1949-08-03','name':[{'family':'Quill','given':['Ada']}]}");
        JOINED.ask(HEART, "q1");
        page.navigate(FAMILY.home() + "/links");
        assertThat(page.locator("h2").first()).containsText("Heart Center asks about QUILL, Ada");
        Accessible.check(page);
        page.click("button:has-text('Decide')");
        page.check("input[value=quill]");
        page.fill("input[name=reason]", "Born on 8 March, she says");
        page.click("button:has-text('Decide')");
        assertThat(page.locator("text=Nothing waits.")).isVisible();
    }

    private static void addSevere(Page page, String patient, String substance) {
        page.navigate(FAMILY.home() + "/patients/" + patient + "/allergies/new");
        page.fill("input[name=substance]", substance);
        page.selectOption("select[name=danger]", "high");
        page.click("button[data-save]");
        assertThat(page.locator("#live-allergies")).containsText(substance);
    }

    @Test
    void besideASevereAllergyStandsWhomItHasReached() {
        Page author = physician(FAMILY, "rei", ColorScheme.DARK, 390);
        Page reader = physician(HEART, "reader", ColorScheme.LIGHT, 1366);
        patient(FAMILY, "rowan", "Rowan", "1966-01-02");
        patient(HEART, "h-rowan", "Rowan", "1966-01-02");
        JOINED.ask(HEART, "h-rowan");
        reader.navigate(HEART.home() + "/patients/h-rowan/allergies");

        addSevere(author, "rowan", "Penicillin");
        assertThat(author.locator("#live-allergies .under:has-text('reached Heart Center')"))
                .isVisible();
        assertThat(reader.locator(".banner")).containsText("Penicillin");
        Accessible.check(author);

        JOINED.down();
        addSevere(author, "rowan", "Latex");
        assertThat(author.locator("#live-allergies .under:has-text('Heart Center: not yet')"))
                .isVisible();
        Accessible.check(author);
        JOINED.up();
    }
}
