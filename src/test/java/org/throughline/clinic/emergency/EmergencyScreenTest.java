package org.throughline.clinic.emergency;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.app.ThreeMembers;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** What others know is asked for from a closed chart, by keys, and read on a phone; who answers late appears by itself. */
class EmergencyScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final ThreeMembers MEMBERS = new ThreeMembers();
    private static final TestProduct ROOM = MEMBERS.room;

    private static void known(TestProduct at, String id) {
        ThreeMembers.person(at, id, "Marlowe", "1958-07-14");
        at.send(
                "POST",
                "AllergyIntolerance",
                "{'resourceType':'AllergyIntolerance','criticality':'high','clinicalStatus':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]},"
                        + "'patient':{'reference':'Patient/" + id + "'},'code':{'text':'Penicillins'},"
                        + "'reaction':[{'manifestation':[{'text':'Anaphylaxis'}],'severity':'severe'}]}");
        at.send(
                "POST",
                "MedicationRequest",
                "{'resourceType':'MedicationRequest','status':'active','intent':'order','authoredOn':'2026-11-01',"
                        + "'subject':{'reference':'Patient/" + id
                        + "'},'medicationCodeableConcept':{'text':'warfarin 5 mg tablet'},"
                        + "'dosageInstruction':[{'text':'one tablet in the evening'}]}");
    }

    private static Page physician(String name, ColorScheme scheme, int width) {
        new TestAccounts(ROOM).staff(name, "Rei Ito", "ito", "physician");
        return BROWSERS.loggedIn(ROOM, name, scheme, width);
    }

    @Test
    void allAreAskedAndWhatTheyToldIsReadAtOnce() {
        known(MEMBERS.family, "ada");
        known(MEMBERS.laboratory, "l-ada");
        ThreeMembers.person(ROOM, "e1", "Marlowe", "1958-07-14");
        Page page = physician("ito", ColorScheme.LIGHT, 1366);
        page.navigate(ROOM.home() + "/patients/e1");
        assertThat(page.locator("h1")).hasText("This chart is closed to you");
        Accessible.check(page);
        page.keyboard().press("e");
        assertThat(page.locator("h1")).hasText("Emergency: what others know");
        Accessible.check(page);
        page.click("button:has-text('Ask all')");
        assertThat(page.locator("#told")).hasCount(0);

        ThreeMembers.hangs(MEMBERS.laboratory, Duration.ofSeconds(2));
        page.check("input[value='Emergency: the patient cannot tell']");
        long begun = System.nanoTime();
        page.click("button:has-text('Ask all')");
        assertThat(page.locator("#told")).isVisible();
        long took = (System.nanoTime() - begun) / 1_000_000;
        System.out.println("emergency: on the screen after " + took + " ms with one silent");
        assertThat(page.locator(".members")).containsText("Valley Laboratory did not answer yet");
        assertThat(page.locator("#told >> text=Penicillins")).isVisible();
        assertThat(page.locator("#told >> text=blood thinner")).isVisible();
        Accessible.check(page);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screens/emergency.png"))
                .setFullPage(true));
        assertThat(page.locator(".members"))
                .containsText(
                        "Valley Laboratory knows the patient",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
        assertThat(page.locator(".facts-told li:has-text('Penicillins') .tag.outside"))
                .hasCount(2);
        ThreeMembers.up(MEMBERS.laboratory);
    }

    @Test
    void itIsReadOnAPhone() {
        known(MEMBERS.family, "ada");
        ThreeMembers.person(ROOM, "e1", "Marlowe", "1958-07-14");
        Page page = physician("rei", ColorScheme.DARK, 360);
        page.navigate(ROOM.home() + "/emergency/e1");
        Accessible.check(page);
        page.check("input[value='Emergency: life is in danger']");
        page.click("button:has-text('Ask all')");
        assertThat(page.locator("#told >> text=Penicillins").first()).isVisible();
        Accessible.check(page);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screens/emergency-phone.png"))
                .setFullPage(true));
    }
}
