package org.throughline.clinic.note;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Making templates and the list of fees, in a real browser. */
class TemplateScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.bringTemplates();
    }

    private static Page page(int width) {
        return BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, width);
    }

    private static void addField(Page page, String label, String kind) {
        page.locator("section form:has(button[value=add-field]) input[name=label]")
                .fill(label);
        page.locator("section form:has(button[value=add-field]) select[name=kind]")
                .selectOption(kind);
        page.click("button[value=add-field]");
        assertThat(page.locator(".side #label")).hasValue(label);
    }

    @Test
    void aTemplateIsMadeTriedAndTakenIntoUseWithoutCode() {
        Page page = page(1366);
        page.navigate(PRODUCT.home() + "/admin/templates");
        page.fill("input[name=title]", "Wart clinic");
        page.click("text=Make the template");
        page.fill("section[aria-label='New section'] input[name=label]", "Warts");
        page.click("button[value=add-section]");
        addField(page, "How many", "NUMBER");
        addField(page, "Bother", "CHOICE");
        page.fill("#options", "none | 0\nsome | 1\nmuch | 2");
        page.click("button[value=field]");
        addField(page, "Score", "SCORE");
        page.fill("#formula", "how_many * bother +");
        page.click("button[value=field]");
        page.click("button[value=publish]");
        assertThat(page.locator("[data-focus]")).containsText("Not taken into use");
        page.click("a:has-text('Score')");
        page.fill("#formula", "how_many * bother");
        page.click("button[value=field]");
        addField(page, "What was tried", "TEXT");
        page.selectOption("select[name=when-key-0]", "bother");
        page.selectOption("select[name=when-operator-0]", "=");
        page.fill("input[name=when-value-0]", "much");
        page.click("button[value=field]");
        Accessible.check(page);

        page.click("text=Preview");
        assertThat(page.locator("#f-what_was_tried")).isHidden();
        page.fill("#f-how_many", "4");
        page.check("input[name=f-bother][value=much]");
        assertThat(page.locator("[data-score=score]")).hasText("8");
        assertThat(page.locator("#f-what_was_tried")).isVisible();
        Accessible.check(page);
        page.click("text=Back to the template");
        page.click("button[value=publish]");
        assertThat(page.locator("tr:has-text('Wart clinic')")).containsText("In use");
        String stored = PRODUCT.get("Questionnaire?title=Wart").text();
        assertTrue(stored.contains("calculatedExpression") && stored.contains("enableWhen"), stored);

        page.click("tr:has-text('Wart clinic') button");
        page.fill("#title", "Wart clinic, new");
        page.click("button[value=head]");
        page.click("button[value=publish]");
        assertThat(page.locator("tr:has-text('Wart clinic, new')")).containsText("In use");
        assertThat(page.locator("tr.past:has-text('Wart clinic')")).hasCount(1);
    }

    @Test
    void twoWhoChangeOneTemplateDoNotOverwriteOneAnother() {
        Page one = page(1366);
        one.navigate(PRODUCT.home() + "/admin/templates");
        one.fill("input[name=title]", "Shared");
        one.click("text=Make the template");
        Page two = one.context().newPage();
        two.navigate(one.url());
        one.fill("#title", "Shared by one");
        one.click("button[value=head]");
        two.fill("#title", "Shared by two");
        two.click("button[value=head]");
        assertThat(two.locator("main")).containsText("Somebody else has changed this template");
    }

    @Test
    void theListsFitATelephone() {
        Page page = page(360);
        page.navigate(PRODUCT.home() + "/admin/templates");
        Accessible.check(page);
        page.navigate(PRODUCT.home() + "/admin/fees");
        page.fill("#words", "Wart, frozen");
        page.fill("#amount", "80");
        page.click("button[value=save]");
        assertThat(page.locator("tbody")).containsText("80.00");
        Accessible.check(page);
        assertTrue(PRODUCT.get("ChargeItemDefinition").text().contains("Wart, frozen"));
    }
}
