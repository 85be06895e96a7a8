package org.throughline.clinic.entry;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Entering problems and allergies beside the chart, in a real browser. */
class EntryScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    private static String patient(String id) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','name':[{'family':'Marlowe','given':['Ada']}]}");
        return PRODUCT.home() + "/patients/" + id;
    }

    private static Page page() {
        return BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
    }

    private static String found(String type, String patient) {
        return PRODUCT.get(type + "?patient=" + patient).text();
    }

    @Test
    void aProblemIsFoundByItsAbbreviationAndAddedByKeyboardAlone() {
        String chart = patient("keys");
        Page page = page();
        page.navigate(chart);
        page.locator("text=Add problem").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#problem")).isFocused();

        page.keyboard().type("htn");
        assertThat(page.locator("#problem")).hasAttribute("aria-expanded", "true");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.locator("#onset").focus();
        page.keyboard().type("mar 2024");
        page.keyboard().press("Enter");

        assertThat(page.locator("[data-toast]")).containsText("Added: ");
        assertThat(page.locator("main")).containsText("Mar-2024");
        String stored = found("Condition", "keys");
        assertTrue(stored.contains("\"code\":\"I10\""), stored);
        assertTrue(stored.contains("problem-list-item") && stored.contains("\"onsetDateTime\":\"2024-03\""), stored);
        page.click("[data-toast] button");
        assertThat(page.locator("main")).containsText("No problem is recorded.");
        assertTrue(found("Condition", "keys").contains("entered-in-error"));
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldsAndWhatWasTypedStays() {
        String chart = patient("wrong");
        Page page = page();
        page.navigate(chart + "/problems/new");
        page.fill("#onset", "sometime");
        page.fill("#note", "seen abroad");
        page.click("[data-save]");

        assertThat(page.locator("[data-focus]")).isFocused();
        assertThat(page.locator("#problem-fault")).containsText("Say which problem");
        assertThat(page.locator("#onset-fault")).containsText("14-Jul-2025");
        assertThat(page.locator("#onset")).hasValue("sometime");
        assertThat(page.locator("#note")).hasValue("seen abroad");
        assertFalse(found("Condition", "wrong").contains("\"fullUrl\""), "nothing was stored");
        Accessible.check(page);
    }

    @Test
    void whatWasTypedIsThereAgainAfterTheBrowserWasClosed() {
        String chart = patient("draft");
        Page first = page();
        first.navigate(chart + "/allergies/new");
        first.locator("#substance").pressSequentially("Peanut");
        assertThat(first.locator("[data-kept]")).containsText("Draft kept");
        first.context().close();

        Page again = page();
        again.navigate(chart);
        again.click(".begun summary");
        again.click(".begun a");
        assertThat(again.locator("#substance")).hasValue("Peanut");
        assertThat(again.locator("[data-kept]")).containsText("Draft of");
        again.click("text=Throw away what I typed");
        assertThat(again.locator("#substance")).hasValue("");
        assertEquals(0, again.locator(".begun").count());
    }

    @Test
    void twoTabsWithOneFormDoNotOverwriteOneAnother() {
        String chart = patient("tabs");
        Page one = page();
        one.navigate(chart + "/problems/new");
        Page two = one.context().newPage();
        two.navigate(chart + "/problems/new");
        one.locator("#note").pressSequentially("from the first");
        assertThat(one.locator("[data-kept]")).containsText("Draft kept");
        two.locator("#note").pressSequentially("from the second");

        assertThat(two.locator("[data-kept]")).containsText("another tab");
        two.reload();
        assertThat(two.locator("#note")).hasValue("from the first");
    }

    @Test
    void whoSavesSecondSeesBothVersionsAndChooses() {
        String chart = patient("both");
        PRODUCT.send(
                "PUT",
                "Condition/gout",
                "{'resourceType':'Condition','id':'gout','subject':{'reference':'Patient/both'},'code':{'text':'Gout'},"
                        + "'onsetAge':{'value':40,'unit':'a','system':'http://unitsofmeasure.org','code':'a'},"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},"
                        + "'verificationStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-ver-status','code':'confirmed'}]}}");
        Page mine = page();
        mine.navigate(chart + "/problems/gout");
        Page theirs = page();
        theirs.navigate(chart + "/problems/gout");
        theirs.selectOption("#status", "remission");
        theirs.click("[data-save]");
        assertThat(theirs.locator("[data-toast]")).containsText("Saved: Gout");

        mine.fill("#note", "left big toe");
        mine.click("[data-save]");
        Locator table = mine.locator(".theirs");
        assertThat(table).containsText("Somebody else has changed this meanwhile");
        assertThat(table).containsText("In remission");
        assertThat(mine.locator("#note")).hasValue("left big toe");
        mine.selectOption("#status", "remission");
        mine.click("[data-save]");

        assertThat(mine.locator("[data-toast]")).containsText("Saved: Gout");
        String stored = PRODUCT.get("Condition/gout").text();
        assertTrue(stored.contains("left big toe") && stored.contains("remission"), stored);
        assertTrue(stored.contains("onsetAge"), "what the form does not know stays: " + stored);
    }

    @Test
    void anEntryOfAnotherPatientIsNotInThisChart() {
        String chart = patient("one");
        patient("other");
        PRODUCT.send(
                "PUT",
                "Condition/theirs",
                "{'resourceType':'Condition','id':'theirs','subject':{'reference':'Patient/other'},'code':{'text':'Gout'}}");
        Page page = page();
        page.navigate(chart + "/problems/theirs");
        assertThat(page.locator("main")).containsText("There is no such entry in this chart.");
    }

    @Test
    void anAllergyIsInTheBannerAtOnce() {
        String chart = patient("peanut");
        Page page = page();
        page.navigate(chart + "/allergies/new");
        page.locator("#substance").pressSequentially("penicillin");
        page.locator("#substance-offers [role=option]").first().click();
        page.locator("#reaction").pressSequentially("anaphyl");
        page.locator("#reaction-offers [role=option]").first().click();
        page.selectOption("#danger", "high");
        page.click("[data-save]");

        assertThat(page.locator(".banner")).containsText("enicillin");
        assertThat(page.locator(".banner .tag.danger")).hasCount(1);
        String stored = found("AllergyIntolerance", "peanut");
        assertTrue(stored.contains("\"criticality\":\"high\"") && stored.contains("manifestation"), stored);
    }

    @Test
    void noKnownAllergiesIsAStatementThatAnAllergyEnds() {
        String chart = patient("none");
        Page page = page();
        page.navigate(chart + "/allergies");
        assertThat(page.locator(".banner")).containsText("Not recorded");
        page.click("text=No known allergies");
        assertThat(page.locator(".banner")).containsText("No known allergies");
        assertEquals(0, page.locator("text=The patient was asked").count());

        page.click("text=Add allergy");
        page.fill("#substance", "Latex");
        page.click("[data-save]");

        assertThat(page.locator(".banner")).containsText("Latex");
        String stored =
                PRODUCT.get("AllergyIntolerance?patient=none&code=716186003").text();
        assertTrue(stored.contains("\"code\":\"inactive\""), stored);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theFormsCanBeUsedByEverybodyAndFitATelephone(ColorScheme scheme) {
        String chart = patient("axe");
        int width = Browsers.width(scheme);
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", scheme, width);
        for (String form : new String[] {"/problems/new", "/allergies/new"}) {
            page.navigate(chart + form);
            Accessible.check(page);
        }
    }
}
