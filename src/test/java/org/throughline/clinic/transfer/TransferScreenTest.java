package org.throughline.clinic.transfer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.JoinedProducts;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** A chart is transferred, taken and confirmed on the screens of both practices. */
class TransferScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final JoinedProducts JOINED = new JoinedProducts("Family Practice", "Lakeside Clinic");
    private static final TestProduct FAMILY = JOINED.first();
    private static final TestProduct LAKESIDE = JOINED.second();

    private static Page physician(TestProduct at, String name, ColorScheme scheme, int width) {
        at.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Main site'}");
        at.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        new TestAccounts(at).staff(name, "Rei Ito", "ito", "physician");
        return BROWSERS.loggedIn(at, name, scheme, width);
    }

    private static void until(Page page, String text) {
        for (int i = 0; i < 300 && page.locator("main:has-text('" + text + "')").count() == 0; i++) {
            page.waitForTimeout(100);
            page.reload();
        }
        assertThat(page.locator("main")).containsText(text);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screens/transfer-" + name + ".png"))
                .setFullPage(true));
    }

    @Test
    void aChartIsAskedForSignedTakenAndConfirmed() {
        Page old = physician(FAMILY, "ito", ColorScheme.LIGHT, 1366);
        FAMILY.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','gender':'female','birthDate':'1958-07-14','generalPractitioner':"
                        + "[{'reference':'Practitioner/ito'}],'name':[{'family':'Marlowe','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-0142'}]}");
        FAMILY.send(
                "POST",
                "Condition",
                "{'resourceType':'Condition','subject':{'reference':'Patient/ada'},'code':{'text':'Atrial fibrillation'},"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}}");
        FAMILY.send(
                "POST",
                "Observation",
                "{'resourceType':'Observation','meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode',"
                        + "'code':'ETH'}]},'status':'final','code':{'text':'Recovery'},'subject':{'reference':'Patient/ada'}}");
        FAMILY.send(
                "POST",
                "ServiceRequest",
                "{'resourceType':'ServiceRequest','status':'active','intent':'order','subject':{'reference':'Patient/ada'},"
                        + "'code':{'text':'Holter ECG'},'authoredOn':'2026-11-20T10:00:00Z'}");

        FAMILY.send(
                "POST",
                "Task",
                "{'resourceType':'Task','status':'requested','intent':'order','description':'Call about the biopsy','for':"
                        + "{'reference':'Patient/ada'}}");

        old.navigate(FAMILY.home() + "/sharing/ada");
        old.click("text=Transfer the chart");
        Accessible.check(old);
        old.selectOption(
                "select[name=member]", new com.microsoft.playwright.options.SelectOption().setLabel("Lakeside Clinic"));
        old.fill("input[name=on]", "a while ago");
        old.click("button:has-text('See what goes')");
        assertThat(old.locator("main")).containsText("Give the day of the request");
        old.fill("input[name=on]", "t-2");
        picture(old, "new");
        old.click("button:has-text('See what goes')");
        assertThat(old.locator("main")).containsText("What is held back");
        assertThat(old.locator("main")).containsText("42 CFR Part 2");
        assertThat(old.locator("main")).containsText("Order: Holter ECG");
        assertThat(old.locator("main")).containsText("Task: Call about the biopsy");
        Accessible.check(old);
        picture(old, "preview");
        old.click("button:has-text('Sign and offer')");
        assertThat(old.locator("main")).containsText("Offered; waits for the new practice");

        Page there = physician(LAKESIDE, "ito", ColorScheme.DARK, 1366);
        there.navigate(LAKESIDE.home() + "/transfers");
        until(there, "Offered to us");
        Accessible.check(there);
        there.click("a.row");
        assertThat(there.locator("main")).containsText("Whose chart is it here?");
        Accessible.check(there);
        picture(there, "arrival");
        there.check("input[name=who][value=new]");
        there.click("button:has-text('Take the chart')");
        until(there, "Here, whole");
        Accessible.check(there);
        picture(there, "here");
        there.click("button:has-text('Confirm that it is whole')");
        assertThat(there.locator("main")).containsText("Received whole and confirmed");

        until(old, "Received whole and confirmed");
        assertThat(old.locator(".banner")).containsText("Moved to Lakeside Clinic");
        assertThat(old.locator(".banner")).containsText("confirmed by Rei Ito, Lakeside Clinic");
        assertThat(old.locator("main")).containsText("Nothing more is entered into this chart here");
        Accessible.check(old);
        picture(old, "confirmed");
        isClosedAndOpenedAgain(old);
    }

    private static void isClosedAndOpenedAgain(Page old) {
        old.navigate(FAMILY.home() + "/patients/ada/problems/new");
        old.fill("#problem", "Sore elbow of a tennis player");
        old.click("[data-save]");
        assertThat(old.locator("body")).containsText("moved to Lakeside Clinic");
        picture(old, "refused");
        new TestAccounts(FAMILY).staff("officer", "Jo Park", "park", "privacy-officer");
        Page officer = BROWSERS.loggedIn(FAMILY, "officer", ColorScheme.DARK, 1366);
        officer.navigate(FAMILY.home() + "/transfers");
        officer.click("a.row:has-text('Marlowe')");
        officer.click("summary:has-text('The patient is back')");
        Accessible.check(officer);
        picture(officer, "closed");
        officer.fill("details[open] input[name=reason]", "Moved back to Salem");
        officer.click("button:has-text('The patient is back')");
        assertThat(officer.locator("main")).containsText("Chart opened again");
        assertThat(officer.locator(".banner")).not().containsText("Moved to Lakeside Clinic");
    }

    @Test
    void aChartGoesByHandToWhoIsNoMember() {
        Page page = physician(FAMILY, "hand", ColorScheme.LIGHT, 1366);
        FAMILY.send(
                "PUT",
                "Patient/ono",
                "{'resourceType':'Patient','id':'ono','gender':'male','birthDate':'2014-07-14','generalPractitioner':"
                        + "[{'reference':'Practitioner/ito'}],'name':[{'family':'Ono','given':['Ken']}]}");
        page.navigate(FAMILY.home() + "/transfers/new/ono");
        page.selectOption("select[name=member]", "0");
        page.fill("input[name=name]", "Dr Vale, Bend");
        page.check("input[name=by][value=other]");
        page.fill("input[name=representative]", "Mei Ono, mother");
        page.fill("input[name=on]", "t-1");
        page.click("button:has-text('See what goes')");
        assertThat(page.locator("main")).containsText("A minor, until 14-Jul-2032");
        page.click("button:has-text('Sign ·')");
        assertThat(page.locator("main")).containsText("Signed; to be handed over by hand");
        Accessible.check(page);
        com.microsoft.playwright.Download zip = page.waitForDownload(() -> page.click("text=Make the package"));
        org.junit.jupiter.api.Assertions.assertEquals("chart.zip", zip.suggestedFilename());
        page.reload();
        page.click("summary:has-text('It was handed over')");
        page.fill("details[open] input[name=reason]", "To the mother, on a stick");
        page.click("button:has-text('It was handed over')");
        assertThat(page.locator("main")).containsText("Handed over; waits for the receipt");
        page.click("summary:has-text('The receipt has come')");
        page.fill("details[open] input[name=reason]", "Dr Vale, by fax");
        page.click("button:has-text('The receipt has come')");
        assertThat(page.locator(".banner")).containsText("Moved to Dr Vale, Bend");
        Accessible.check(page);
    }

    @Test
    void thePrivacyOfficerSeesTheRulesOfThePlaceAndSetsOneOfThePractice() {
        new TestAccounts(LAKESIDE).staff("park", "Jo Park", "park", "privacy-officer");
        Page page = BROWSERS.loggedIn(LAKESIDE, "park", ColorScheme.LIGHT, 1366);
        page.navigate(LAKESIDE.home() + "/privacy/place");
        assertThat(page.locator("main")).containsText("42 CFR 2.31");
        Accessible.check(page);
        page.selectOption("select[name=subject]", "CONSENT");
        page.fill("input[name=kind]", "ETH");
        page.fill("input[name=value]", "off");
        page.fill("input[name=words]", "Not asked for here");
        page.fill("input[name=reason]", "Our form names it");
        page.click("button:has-text('Set the rule')");
        assertThat(page.locator("main")).containsText("Federal law asks for this consent");
        page.fill("input[name=kind]", "SEX");
        page.fill("input[name=value]", "");
        page.fill("input[name=words]", "Asked for by this practice");
        page.click("button:has-text('Set the rule')");
        assertThat(page.locator("table")).containsText("Asked for by this practice");
        assertThat(page.locator("table")).containsText("Set by Jo Park");
        Accessible.check(page);
        picture(page, "rules");
        page.click("button:has-text('End it')");
        assertThat(page.locator("table")).not().containsText("Asked for by this practice");
    }
}
