package org.throughline.clinic.plan;

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

/** One plan and one team on which two organizations work, in a real browser. */
class PlanScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final JoinedProducts JOINED = new JoinedProducts("Heart Center", "Family Practice");
    private static final TestProduct HEART = JOINED.first();
    private static final TestProduct FAMILY = JOINED.second();

    private static void patient(TestProduct of, String id, String practitioner) {
        of.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'1958-07-14',"
                        + "'generalPractitioner':[{'reference':'Practitioner/" + practitioner + "'}],"
                        + "'name':[{'family':'Marlowe','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-0142'}]}");
    }

    private static void person(TestProduct at, String id, String given, String family, String phone) {
        at.send(
                "PUT",
                "Practitioner/" + id,
                "{'resourceType':'Practitioner','id':'" + id + "','name':[{'family':'" + family + "','given':['" + given
                        + "']}],'telecom':[{'system':'phone','value':'" + phone + "'}]}");
        new TestAccounts(at).staff(id, given + " " + family, id, "physician");
    }

    private static void shown(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screens/plan-" + name + ".png"))
                .setFullPage(true));
    }

    @Test
    void twoOrganizationsWorkOnOnePlanAndOneTeam() {
        person(FAMILY, "ito", "Rei", "Ito", "503-555-0100");
        person(HEART, "ruiz", "Ana", "Ruiz", "503-555-0199");
        patient(FAMILY, "ada", "ito");
        patient(HEART, "p77", "ruiz");
        Page ito = BROWSERS.loggedIn(FAMILY, "ito", ColorScheme.LIGHT, 1366);

        // The practice makes a plan with a goal, an activity and a team.
        ito.navigate(FAMILY.home() + "/patients/ada/plan");
        assertThat(ito.locator(".planning")).containsText("No plan goes on.");
        ito.click(".planning-head a:has-text('Add')");
        ito.fill("#title", "Heart failure");
        ito.click("[data-save]");
        ito.click("a:has-text('New goal')");
        ito.fill("#what", "Weight below 80 kg");
        ito.fill("#due", "t+3m");
        ito.click("[data-save]");
        ito.click("a:has-text('New activity')");
        ito.click("[data-save]");
        assertThat(ito.locator("#what-fault")).containsText("what is to be done");
        ito.fill("#what", "Walk daily");
        ito.selectOption("#who", "Patient");
        Accessible.check(ito);
        ito.click("[data-save]");
        assertThat(ito.locator("[data-toast]")).containsText("Saved.");
        ito.click(".plan >> a:has-text('New activity')");
        ito.fill("#what", "Weigh every morning and call when it is two kilograms more than the week before");
        ito.selectOption("#who", FAMILY.base() + "/Practitioner/ito");
        ito.fill("#by", "t-3d");
        ito.click("[data-save]");
        ito.click(".works button:has-text('Begin: Walk daily')");
        assertThat(ito.locator(".works li:has-text('Walk daily') .state")).containsText("Under way");
        ito.click("section[aria-labelledby=team] >> text=Add");
        ito.selectOption("#who-0", "Practitioner/ito");
        ito.fill("#role-0", "Family physician");
        ito.click("[data-save]");
        assertThat(ito.locator("section[aria-labelledby=team] table")).containsText("Rei Ito you");
        assertThat(ito.locator("section[aria-labelledby=team] table")).containsText("503-555-0100");
        Accessible.check(ito);

        // The heart center has it, and works on it.
        JOINED.ask(HEART, "p77");
        Page ruiz = BROWSERS.loggedIn(HEART, "ruiz", ColorScheme.DARK, 1366);
        ruiz.navigate(HEART.home() + "/patients/p77/plan");
        for (int i = 0; i < 50 && ruiz.locator(".plan").count() == 0; i++) {
            ruiz.waitForTimeout(100);
            ruiz.reload();
        }
        assertThat(ruiz.locator(".plan .tag.outside").first()).hasText("held by Family Practice");
        assertThat(ruiz.locator(".planning-head a.primary")).containsText("Add to Family Practice’s plan");
        assertThat(ruiz.locator(".planning-head a.quiet")).hasText("Make another plan");
        ruiz.click(".works a:has-text('how it goes: Walk daily')");
        assertThat(ruiz.locator(".side")).containsText("It is held by Family Practice");
        ruiz.fill("#text", "Half a mile without stopping");
        Accessible.check(ruiz);
        shown(ruiz, "form-dark");
        ruiz.click("[data-save]");
        assertThat(ruiz.locator(".works li:has-text('Walk daily')")).containsText("Half a mile without stopping");
        assertThat(ruiz.locator(".works li:has-text('Walk daily')")).containsText("Ana Ruiz, Heart Center");
        ruiz.click(".planning-head a.primary");
        ruiz.fill("#what", "Salt below five grams a day");
        ruiz.click("[data-save]");
        assertThat(ruiz.locator("[data-toast]")).containsText("on its way");
        ruiz.click(".works a:has-text('How it stands: Weight below 80 kg')");
        ruiz.selectOption("#stands", "improving");
        ruiz.click("[data-save]");
        ruiz.click("a:has-text('Join this team')");
        ruiz.fill("#role", "Cardiologist");
        ruiz.click("[data-save]");
        ruiz.click("section[aria-labelledby=team] .live-news");
        assertThat(ruiz.locator("section[aria-labelledby=team] table")).containsText("Ana Ruiz you");
        assertThat(ruiz.locator(".works li:has-text('Weight below 80 kg') .state"))
                .hasText("Improving");

        // It is live on the page of the practice.
        assertThat(ito.locator(".works li:has-text('Walk daily')")).containsText("Half a mile without stopping");
        ito.navigate(FAMILY.home() + "/patients/ada/plan");
        assertThat(ito.locator(".plan")).containsText("Salt below five grams a day");
        assertThat(ito.locator("section[aria-labelledby=team] table .tag.outside"))
                .hasText("Heart Center");

        // Two contradict each other on one page: the second is told, and nothing is overwritten.
        Page other = BROWSERS.loggedIn(FAMILY, "ito", ColorScheme.LIGHT, 1366);
        other.navigate(FAMILY.home() + "/patients/ada/plan");
        other.click(".works a:has-text('how it goes: Walk daily')");
        other.selectOption("#status", "stopped");
        other.fill("#text", "Her knee hurts");
        ito.click(".works button:has-text('Done: Walk daily')");
        assertThat(ito.locator(".works li:has-text('Walk daily') .state")).containsText("Done");
        other.click("[data-save]");
        assertThat(other.locator(".theirs")).containsText("It is “Done” meanwhile (Rei Ito).");
        assertThat(other.locator("#text")).hasValue("Her knee hurts");
        Accessible.check(other);
        shown(other, "conflict");
        Accessible.check(ito);
        shown(ito, "light");
        Page phone = BROWSERS.loggedIn(FAMILY, "ito", ColorScheme.LIGHT, 360);
        phone.navigate(FAMILY.home() + "/patients/ada/plan");
        Accessible.check(phone);
        shown(phone, "phone-light");
        // What cannot be brought is said to be on its way, and what was not taken is said with the reason.
        ruiz.navigate(HEART.home() + "/patients/p77/plan");
        String salt = ".works li:has-text('Salt below five grams')";
        assertThat(ruiz.locator(salt)).isVisible();
        JOINED.down();
        ruiz.click(salt + " button:has-text('Begin')");
        assertThat(ruiz.locator(".sent-changes")).containsText("On its way");
        assertThat(ruiz.locator(salt)).containsText("A change is on its way");
        ruiz.click(salt + " a:has-text('Write')");
        ruiz.selectOption("#status", "stopped");
        ruiz.click("[data-save]");
        Accessible.check(ruiz);
        shown(ruiz, "on-its-way");
        JOINED.up();
        assertThat(ruiz.locator(".sent-changes .why")).hasText("It is “Under way” meanwhile (Ana Ruiz, Heart Center).");
        Accessible.check(ruiz);
        shown(ruiz, "dark");
        ruiz.setViewportSize(360, 768);
        Accessible.check(ruiz);
        shown(ruiz, "phone-dark");
        ito.navigate(FAMILY.home() + "/patients/ada");
        assertThat(ito.locator("#live-brief-plan tr").first()).containsText("Weigh every morning");
        assertThat(ito.locator("#live-brief-plan")).containsText("Goal: Weight below 80 kg – improving");
        Accessible.check(ito);
        shown(ito, "summary");
    }
}
