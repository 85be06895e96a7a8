package org.throughline.clinic.entry;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.care.entry.sheet.Sheet;
import org.throughline.care.entry.sheet.Sheets;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Entering what is plain fields: histories, goals, plans, flags, devices; in a real browser. */
class SheetScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe','given':['Ada']}],"
                        + "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired','valueBoolean':true}],"
                        + "'communication':[{'language':{'text':'Spanish'},'preferred':true}]}");
    }

    private static Page opened(String path, int width, ColorScheme scheme) {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, width);
        page.navigate(PRODUCT.home() + "/patients/ada/" + path);
        return page;
    }

    private static Page opened(String path) {
        return opened(path, 1366, ColorScheme.LIGHT);
    }

    @Test
    void anIllnessOfTheFamilyIsEnteredWithItsCodesAndTakenBack() {
        Page page = opened("history");
        page.click("section[aria-labelledby=family] >> text=Add");
        page.selectOption("#who", "FTH");
        page.locator("#illness").pressSequentially("diabetes type 2");
        page.locator("#illness-offers [role=option]").first().click();
        page.fill("#age", "not known");
        page.click("[data-save]");
        assertThat(page.locator("#age-fault")).containsText("whole number");
        page.fill("#age", "61");
        page.click("[data-save]");

        assertThat(page.locator("[data-toast]")).containsText("Added: Father");
        assertThat(page.locator("section[aria-labelledby=family]")).containsText("at 61");
        String stored = PRODUCT.get("FamilyMemberHistory?patient=ada").text();
        assertTrue(stored.contains("http://snomed.info/sct") && stored.contains("\"FTH\""), stored);
        page.click("[data-toast] button");
        assertThat(page.locator("section[aria-labelledby=family]")).containsText("Nothing is recorded here.");
    }

    @Test
    void aCareTeamOfStaffRelativesAndOthersIsEnteredAndTwoWhoChangeItSeeBothVersions() {
        PRODUCT.send(
                "PUT",
                "RelatedPerson/mia",
                "{'resourceType':'RelatedPerson','id':'mia','patient':{'reference':'Patient/ada'},'name':[{'text':'Mia Marlowe'}],"
                        + "'relationship':[{'text':'Daughter'}]}");
        Page page = opened("plan");
        page.click("section[aria-labelledby=team] >> text=Add");
        page.selectOption("#who-0", "RelatedPerson/mia");
        page.fill("#role-0", "Caregiver, family or friend");
        page.selectOption("#who-1", "outside");
        page.fill("#other-1", "Dr. Okafor");
        page.click("[data-save]");
        assertThat(page.locator("#role-1-fault")).containsText("what they do");
        page.fill("#role-1", "dentist");
        Accessible.check(page);
        page.click("[data-save]");

        assertThat(page.locator("section[aria-labelledby=team]")).containsText("Dr. Okafor");
        String stored = PRODUCT.get("CareTeam?patient=ada").text();
        assertTrue(stored.contains("RelatedPerson/mia") && stored.contains("106289002"), stored);

        page.click("section[aria-labelledby=team] a.row");
        String address = page.url();
        Page other = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.DARK, 360);
        other.navigate(address);
        other.selectOption("#status", "inactive");
        other.fill("#end", "2025");
        Accessible.check(other);
        other.click("[data-save]");
        assertThat(other.locator("section[aria-labelledby=team]")).containsText("Ended");
        page.fill("#until-1", "31/12/25");
        page.click("[data-save]");
        assertThat(page.locator(".theirs")).containsText("Ended");
        assertThat(page.locator(".theirs")).containsText("until 31/12/25");
    }

    @Test
    void aFlagStandsInTheBannerWhileItHolds() {
        Page page = opened("status");
        assertThat(page.locator(".banner .notices")).containsText("Interpreter: Spanish");
        page.click("section[aria-labelledby=flags] >> text=Add");
        page.fill("#what", "Do not resuscitate");
        page.selectOption("#category", "advance-directive");
        page.click("[data-save]");
        assertThat(page.locator(".banner .notices .danger")).containsText("Do not resuscitate");
        Accessible.check(page);

        page.click("section[aria-labelledby=flags] >> text=Do not resuscitate");
        page.selectOption("#status", "inactive");
        page.click("[data-save]");
        assertThat(page.locator(".banner .notices")).not().containsText("Do not resuscitate");
        assertThat(page.locator("section[aria-labelledby=flags]")).containsText("inactive");
    }

    @Test
    void aDeviceIsKnownByItsLabel() {
        Page page = opened("devices/new");
        page.fill("#what", "Pacemaker");
        page.fill("#udi", "(01)00844588003289");
        page.click("[data-save]");
        assertThat(page.locator("#udi-fault")).containsText("cannot be read");
        page.fill("#udi", "(01)00844588003288(17)341120(10)7654321D");
        page.click("[data-save]");
        assertThat(page.locator(".banner .notices")).containsText("Pacemaker");
        String stored = PRODUCT.get("Device?patient=ada").text();
        assertTrue(stored.contains("\"lotNumber\":\"7654321D\""), stored);
    }

    @Test
    void smokingIsAnsweredInUsCoresCodes() {
        Page page = opened("social/new");
        page.locator("#answer").pressSequentially("former");
        page.locator("#answer-offers [role=option]").first().click();
        page.fill("#when", "t");
        page.click("[data-save]");
        assertThat(page.locator("section[aria-labelledby=social]")).containsText("Former smoker");
        String stored = PRODUCT.get("Observation?patient=ada&code=72166-2").text();
        assertTrue(stored.contains("\"8517006\"") && stored.contains("social-history"), stored);
    }

    @Test
    void eachFormCanBeUsedByEverybody() {
        for (Sheet sheet : Sheets.all()) {
            Accessible.check(opened(sheet.key() + "/new"));
        }
        for (String key : List.of("family", "goals")) {
            Accessible.check(opened(key + "/new", 360, ColorScheme.DARK));
        }
    }
}
