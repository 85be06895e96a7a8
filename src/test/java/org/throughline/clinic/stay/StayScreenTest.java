package org.throughline.clinic.stay;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** A hospital says that somebody comes, is admitted, moved, discharged, and has died; the general practitioner reads it at once. */
class StayScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    private static void people() {
        PRODUCT.send("PUT", "Organization/own", "{'resourceType':'Organization','id':'own','name':'City Hospital'}");
        PRODUCT.set("ORGANIZATION", "own");
        for (String who : new String[] {"ruiz", "ito"}) {
            PRODUCT.send("PUT", "Practitioner/" + who, "{'resourceType':'Practitioner','id':'" + who + "'}");
            new TestAccounts(PRODUCT).staff(who, who.equals("ruiz") ? "Dr Ana Ruiz" : "Dr Rei Ito", who, "physician");
        }
        new TestAccounts(PRODUCT).staff("desk", "Fay Dunn", "desk", "front-desk");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','gender':'female','birthDate':'1958-07-14',"
                        + "'name':[{'family':'Marlowe','given':['Ada']}],'managingOrganization':{'reference':'Organization/own'},"
                        + "'generalPractitioner':[{'reference':'Practitioner/ito'}]}");
        PRODUCT.send(
                "PUT",
                "CareTeam/ada",
                "{'resourceType':'CareTeam','id':'ada','status':'active','subject':{'reference':'Patient/ada'},"
                        + "'participant':[{'member':{'reference':'Practitioner/ruiz'}}]}");
    }

    /** The open list says that there is something new, and shows it once its reader wants it. */
    private static void shown(Page inbox) {
        inbox.locator("#live-inbox .live-news").click();
    }

    private static void discharged(Page page) {
        PRODUCT.send(
                "PUT",
                "MedicationRequest/met",
                "{'resourceType':'MedicationRequest','id':'met','status':'active','intent':'order','subject':{'reference':'Patient/ada'},"
                        + "'authoredOn':'2026-01-02','requester':{'reference':'Practitioner/ito'},"
                        + "'medicationCodeableConcept':{'text':'metoprolol 50 mg tablet'},'dosageInstruction':[{'text':'one daily'}]}");
        PRODUCT.send(
                "PUT",
                "ServiceRequest/culture",
                "{'resourceType':'ServiceRequest','id':'culture','status':'active','intent':'order','subject':{'reference':'Patient/ada'},"
                        + "'category':[{'coding':[{'system':'http://snomed.info/sct','code':'108252007'}]}],"
                        + "'requester':{'reference':'Practitioner/ruiz'},'code':{'text':'Blood culture'}}");
        page.click("text=Discharge with a summary");
        Accessible.check(page);
        assertThat(page.locator("tbody tr").first()).containsText("metoprolol 50 mg tablet");
        page.selectOption("#drug-0-change", "STOPPED");
        page.fill("#drug-1-what", "apixaban 5 mg tablet");
        page.fill("#drug-1-how", "twice a day");
        page.fill("#drug-1-why", "atrial fibrillation");
        page.fill("#follow-0-what", "Blood count");
        page.fill("#follow-0-by", "t+1w");
        page.click("button:has-text('Sign and discharge')");
        assertThat(page.locator("#drug-0-why-fault")).hasText("Say why.");
        Accessible.check(page);
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screens/discharge.png")));
        page.fill("#drug-0-why", "slow pulse");
        page.selectOption("#whereto", "hosp");
        page.click("button:has-text('Sign and discharge')");
        assertThat(page.locator("p.done")).containsText("The patient is discharged");
    }

    private static void reconciled(Page inbox) {
        inbox.navigate(PRODUCT.home() + "/inbox");
        assertThat(inbox.locator("#live-inbox")).containsText("Result pending after discharge");
        assertThat(inbox.locator("#live-inbox")).containsText("Follow-up after discharge: Blood count");
        inbox.click(
                "#live-inbox a.row:has-text('Reconcile after discharge from City Hospital: 1 new, 0 changed, 1 stopped')");
        inbox.click("text=Go through the medicines");
        assertThat(inbox.locator(".discharged")).containsText("slow pulse");
        Accessible.check(inbox);
        inbox.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screens/discharged.png")));
        inbox.click("button:has-text('Gone through')");
        assertThat(inbox.locator("p.done")).containsText("was gone through");
        assertEquals(
                1,
                PRODUCT.get("Task?patient=ada&code=reconcile-discharge&status=completed")
                        .json()
                        .objects("entry")
                        .size());
        inbox.navigate(PRODUCT.home() + "/inbox");
    }

    @Test
    void aStayIsSaidInAFewClicksAndReadAtOnceByWhoTreatsThePatient() {
        people();
        Page inbox = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.DARK, 1366);
        inbox.navigate(PRODUCT.home() + "/inbox");
        assertThat(inbox.locator("#live-inbox")).containsText("Nothing waits here");

        Page desk = BROWSERS.loggedIn(PRODUCT, "desk", ColorScheme.LIGHT, 360);
        desk.navigate(PRODUCT.home() + "/stay/ada");
        Accessible.check(desk);
        desk.click("text=Emergency arrival");
        desk.fill("#come-reason", "chest pain");
        desk.fill("#come-time", "99");
        desk.click("button[value=come]");
        assertThat(desk.locator("#come-time-fault")).containsText("Write a time");
        assertEquals("chest pain", desk.inputValue("#come-reason"));
        Accessible.check(desk);
        desk.fill("#come-time", "0:01");
        desk.selectOption("#come-attending", "Practitioner/ruiz");
        desk.click("button[value=come]");
        assertThat(desk.locator("p.done")).containsText("The patient is here now");
        shown(inbox);
        assertThat(inbox.locator("#live-inbox")).containsText("In the emergency department of City Hospital");
        assertThat(inbox.locator("#live-inbox")).containsText("00:01, for chest pain; Dr Ana Ruiz");
        desk.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screens/stay.png")));

        Page page = BROWSERS.loggedIn(PRODUCT, "ruiz", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/patients/ada");
        page.click("text=Admission, discharge");
        page.click("summary:has-text('Admit')");
        page.locator("#admit-place").fill("Ward 3");
        page.locator("#admit-time").fill("0:02");
        Accessible.check(page);
        page.click("button[value=admit]");
        page.click("summary:has-text('Move to')");
        page.locator("#move-place").fill("Intensive care");
        page.locator("#move-time").fill("0:00");
        page.click("button[value=move]");
        assertThat(page.locator("#move-time-fault")).containsText("before what has happened");
        page.locator("#move-time").fill("0:03");
        page.click("button[value=move]");
        assertThat(page.locator("ol")).containsText("Moved to Intensive care");
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screens/stay-open.png")));

        assertThat(inbox.locator("#live-inbox")).containsText("Moved to Intensive care");
        inbox.click("#live-inbox a.row");
        assertThat(inbox.locator("aside")).containsText("Moved to Intensive care");
        Accessible.check(inbox);
        inbox.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screens/stay-inbox.png")));
        inbox.click("aside button[value=read]");
        assertThat(inbox.locator("#live-inbox")).containsText("Nothing waits here");

        discharged(page);
        shown(inbox);
        assertThat(inbox.locator("#live-inbox")).containsText("Discharged from City Hospital");
        reconciled(inbox);
        page.navigate(PRODUCT.home() + "/stay/ada");
        page.click("summary:has-text('has died')");
        page.locator("#died-time").fill("0:05");
        page.click("button[value=died]");
        assertThat(page.locator(".banner.deceased")).containsText("Died");
        page.navigate(PRODUCT.home() + "/orders/ada");
        assertThat(page.locator("[role=alert]").first()).containsText("This patient has died");
        Accessible.check(page);
        page.fill("#line", "potassium");
        page.keyboard().press("Enter");
        page.locator("button[value=sign]")
                .or(page.locator("button[name=pick]"))
                .first()
                .waitFor();
        if (page.locator("button[name=pick]").count() > 0) {
            page.locator("button[name=pick]").first().click();
        }
        page.click("button[value=sign]");
        assertThat(page.locator(".failure:has-text('Say that it is ordered nevertheless')"))
                .isVisible();
        page.check("input[name=after-death]");
        page.click("button[value=sign]");
        assertThat(page.locator("main")).containsText("Nothing is in the basket");
    }
}
