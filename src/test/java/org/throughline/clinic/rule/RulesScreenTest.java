package org.throughline.clinic.rule;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Looking rules over and switching one off, in a real browser. */
class RulesScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @Test
    void whatARuleRestsOnAndWhatCameOfItIsToldAndWhoGovernsTheRulesSwitchesItOff() {
        for (String who : new String[] {"ito", "noor", "kaya"}) {
            PRODUCT.send("PUT", "Practitioner/" + who, "{'resourceType':'Practitioner','id':'" + who + "'}");
        }
        TestAccounts accounts = new TestAccounts(PRODUCT);
        accounts.staff("ito", "Rei Ito", "ito", "physician");
        accounts.staff("noor", "Sami Noor", "noor", "nurse");
        accounts.staff("kaya", "Deniz Kaya", "kaya", "medication-safety");
        PRODUCT.send(
                "PUT",
                "Patient/p",
                "{'resourceType':'Patient','id':'p','gender':'female','birthDate':'1950-05-06','name':[{'family':'Marlowe'}]}");
        PRODUCT.send(
                "PUT",
                "CareTeam/t",
                "{'resourceType':'CareTeam','id':'t','status':'active','subject':{'reference':'Patient/p'},"
                        + "'participant':[{'member':{'reference':'Practitioner/ito'}}]}");
        PRODUCT.send(
                "PUT",
                "MedicationRequest/m",
                "{'resourceType':'MedicationRequest','id':'m','status':'active','intent':'order',"
                        + "'subject':{'reference':'Patient/p'},'medicationCodeableConcept':{'text':'phenelzine 15 mg tablet'}}");

        Page ito = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        ito.navigate(PRODUCT.home() + "/orders/p");
        ito.locator("#line").pressSequentially("fluoxetine 20 mg daily");
        assertThat(ito.locator("#line-offers [role=option]").first()).hasAttribute("aria-selected", "true");
        ito.keyboard().press("Enter");
        assertThat(ito.locator(".finding.danger")).containsText("serotonin syndrome");
        ito.locator(".finding.danger summary").click();
        ito.locator(".finding.danger a[href='/admin/rules/onc-ssri-maoi']").click();
        assertThat(ito.locator("section[aria-labelledby=source]")).containsText("Phansalkar");
        assertThat(ito.locator("section[aria-labelledby=source]")).containsText("race");
        assertThat(ito.locator("section[aria-labelledby=figures]")).containsText("Interrupted");
        assertThat(ito.locator("section[aria-labelledby=switch]")).containsText("Nobody may switch it off");
        Accessible.check(ito);

        Page kaya = BROWSERS.page(ColorScheme.DARK, 1366);
        kaya.navigate(PRODUCT.home());
        kaya.fill("input[name=name]", "kaya");
        kaya.fill("input[name=password]", TestProduct.PASSWORD);
        kaya.click("button");
        kaya.waitForURL(address -> !address.contains("/login"));
        kaya.navigate(PRODUCT.home() + "/admin");
        assertThat(kaya.locator("h1")).hasText("Rules of the safety checks");
        kaya.fill("[name=text]", "ssri maoi");
        kaya.click("form.filters button");
        assertThat(kaya.locator("section[aria-labelledby=rules] tbody tr").first())
                .containsText("interrupts");
        Accessible.check(kaya);
        kaya.navigate(PRODUCT.home() + "/admin/rules/two-same");
        kaya.click("button[value=off]");
        assertThat(kaya.locator(".fault")).containsText("Say in a line why");
        kaya.fill("[name=reason]", "Pharmacy looks at these each week");
        kaya.click("button[value=off]");
        assertThat(kaya.locator("section[aria-labelledby=switch]"))
                .containsText("by Deniz Kaya: “Pharmacy looks at these each week”");
        ito.navigate(PRODUCT.home() + "/admin/rules?text=two-same");
        assertThat(ito.locator("section[aria-labelledby=rules] tbody")).containsText("off");
        ito.navigate(PRODUCT.home() + "/admin/rules/two-same");
        assertThat(ito.locator("button[value=on]")).hasCount(0);

        Page noor = BROWSERS.loggedIn(PRODUCT, "noor", ColorScheme.LIGHT, 1366);
        assertEquals(403, noor.navigate(PRODUCT.home() + "/admin/rules").status());
    }
}
