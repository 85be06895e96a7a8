package org.throughline.clinic.immunization;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;
import org.throughline.immunization.NurserySchedule;

/** Who is due for vaccines, in a real browser. */
class DueScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    private static LocalDate today() {
        return LocalDate.now(java.time.ZoneOffset.UTC);
    }

    @BeforeAll
    static void open() {
        PRODUCT.send("PUT", "Practitioner/nurse", "{'resourceType':'Practitioner','id':'nurse'}");
        new TestAccounts(PRODUCT).staff("nurse", "The nurse", "nurse", "physician");
        child("Amber", 70, true);
        child("Bela", 500, true);
        child("Carla", 500, false);
        child("Dora", 500, true);
        PRODUCT.send("PUT", "Practitioner/other", "{'resourceType':'Practitioner','id':'other'}");
        PRODUCT.send(
                "PUT",
                "CareTeam/dora",
                "{'resourceType':'CareTeam','id':'dora','status':'active','subject':{'reference':'Patient/Dora'},'participant':[{'member':{'reference':'Practitioner/other'}}]}");
        new TestAccounts(PRODUCT).staff("other", "The other", "other", "physician");
        PRODUCT.send(
                "PUT",
                "Encounter/bela",
                "{'resourceType':'Encounter','id':'bela','status':'finished','class':{'code':'AMB'},'subject':{'reference':'Patient/Bela'},'period':{'start':'"
                        + today().minusDays(400) + "','end':'" + today().minusDays(400) + "'}}");
    }

    private static void child(String name, int days, boolean ours) {
        PRODUCT.send(
                "PUT",
                "Patient/" + name,
                "{'resourceType':'Patient','id':'" + name + "','birthDate':'" + today().minusDays(days)
                        + "','gender':'female',"
                        + (ours ? "'generalPractitioner':[{'reference':'Practitioner/nurse'}]," : "")
                        + "'name':[{'family':'Young','given':['" + name + "']}]}");
    }

    @Test
    void whoIsDueIsFoundWithTheLastVisitByVaccineAgeAndProviderAndOnlyAsFarAsOneMaySee() {
        Page page = People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "nurse", TestProduct.PASSWORD);
        PRODUCT.unloadSchedule();
        page.navigate(PRODUCT.home() + "/immunizations/due");
        assertThat(page.locator("main")).containsText("There is no forecast.");

        PRODUCT.loadSchedule(NurserySchedule.zip());
        PRODUCT.forecast();
        page.navigate(PRODUCT.home() + "/immunizations/due");
        assertThat(page.locator("table.due tbody > tr")).hasCount(3);
        assertThat(page.locator("table.due tbody > tr").first()).containsText("YOUNG, Bela");
        assertThat(page.locator("table.due tbody > tr").nth(2)).containsText("not in 3 years");
        assertThat(page.locator("main")).not().containsText("Carla");
        Accessible.check(page);
        page.selectOption("#provider", "Practitioner/other");
        page.click("text=Show");
        assertThat(page.locator("table.due tbody > tr")).hasCount(1);
        assertThat(page.locator("main")).containsText("Dora");

        page.selectOption("#provider", "");
        page.selectOption("#vaccine", "Measles");
        page.click("text=Show");
        assertThat(page.locator("table.due tbody > tr")).hasCount(2);
        page.selectOption("#vaccine", "");
        page.fill("#to", "0");
        page.click("text=Show");
        assertThat(page.locator("table.due tbody > tr")).hasCount(1);
        assertThat(page.locator("table.due tbody > tr").first()).containsText("Amber");
        page.setViewportSize(360, 700);
        Accessible.check(page);
    }

    @Test
    void aRecallIsMadeOfAVaccine() {
        PRODUCT.loadSchedule(NurserySchedule.zip());
        PRODUCT.forecast();
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.DARK, 1366);
        page.navigate(PRODUCT.home() + "/immunizations/due?vaccine=Measles");
        assertThat(page.locator("table.due tbody > tr")).hasCount(3);
        assertThat(page.locator("section:has-text('Up to date in the practice') tbody tr"))
                .hasCount(1);
        Accessible.check(page);
        page.click("text=Make a recall of it");
        assertThat(page.locator("#name")).hasValue("Due for Measles");
        Accessible.check(page);
        page.click("[data-save]");
        page.click("text=Due for Measles");

        assertThat(page.locator("main")).containsText("YOUNG, Bela");
        assertThat(page.locator("main")).containsText("YOUNG, Carla");
        assertThat(page.locator("main")).not().containsText("Amber");
    }
}
