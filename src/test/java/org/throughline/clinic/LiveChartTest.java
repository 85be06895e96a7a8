package org.throughline.clinic;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;

/** A chart that is open follows what others save, in a real browser. */
class LiveChartTest {
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

    private static void problem(String id, String patient, String words) {
        PRODUCT.send(
                "PUT",
                "Condition/" + id,
                "{'resourceType':'Condition','id':'" + id + "','subject':{'reference':'Patient/" + patient
                        + "'},'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},'code':{'text':'"
                        + words + "'}}");
    }

    private static Page opened(String address) {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(address);
        return page;
    }

    @Test
    void aChangedCellChangesInPlaceAndIsMarkedAndANewRowWaits() {
        String chart = patient("follows");
        problem("gout", "follows", "Gout");
        Page page = opened(chart + "/problems");
        assertThat(page.locator("#live-problems")).containsText("Gout");

        problem("gout", "follows", "Gout of the left foot");
        assertThat(page.locator("tr[data-row=gout] th")).containsText("left foot");
        assertThat(page.locator("tr[data-row=gout] th")).hasClass(Pattern.compile("changed"));

        problem("asthma", "follows", "Asthma");
        Locator news = page.locator("#live-problems .live-news");
        assertThat(news).hasText("1 new");
        assertThat(page.locator("#live-problems")).not().containsText("Asthma");
        assertThat(page.locator("#live-said")).containsText("1 new, Problems");
        Accessible.check(page);
        news.click();
        assertThat(page.locator("#live-problems")).containsText("Asthma");
        assertThat(news).hasCount(0);
    }

    @Test
    void anAllergyThatSomebodyElseAddsIsInTheBannerByItself() {
        String chart = patient("warned");
        Page page = opened(chart);
        PRODUCT.send(
                "PUT",
                "AllergyIntolerance/latex",
                "{'resourceType':'AllergyIntolerance','id':'latex','patient':{'reference':'Patient/warned'},'code':{'text':'Latex'}}");
        assertThat(page.locator(".banner .allergies")).containsText("Latex");
    }

    @Test
    void whatIsTypedBesideStays() {
        String chart = patient("typing");
        Page page = opened(chart + "/problems/new");
        page.fill("#note", "half a sentence");
        problem("migraine", "typing", "Migraine");
        assertThat(page.locator("#live-problems .live-news")).hasText("1 new");
        assertThat(page.locator("#note")).hasValue("half a sentence");
        assertThat(page.locator("#note")).isFocused();
    }

    @Test
    void tenTabsOfOneBrowserShareOneStream() {
        String chart = patient("tabs");
        Page first = opened(chart + "/problems");
        BrowserContext context = first.context();
        List<Page> tabs = new ArrayList<>(List.of(first));
        for (int i = 1; i < 10; i++) {
            Page tab = context.newPage();
            tab.navigate(chart + "/problems");
            tabs.add(tab);
        }
        problem("many", "tabs", "Scabies");
        for (Page tab : tabs) {
            assertThat(tab.locator("#live-problems .live-news"))
                    .hasText("1 new", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        }
        assertEquals(10, tabs.size());
        context.close();
    }

    @Test
    void aLockedPageIsUpToDateWhenItIsOpenedAgain() {
        String chart = patient("locked");
        Page page = opened(chart + "/problems");
        page.click("#lock-now");
        page.waitForSelector("#lock-steps input[name=password]");
        problem("while", "locked", "Shingles");
        page.fill("#lock-steps input[name=password]", TestProduct.PASSWORD);
        page.click("#lock-steps button");
        assertThat(page.locator("#live-problems .live-news")).hasText("1 new");
    }
}
