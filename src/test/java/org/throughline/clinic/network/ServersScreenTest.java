package org.throughline.clinic.network;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.network.outside.FarServer;

/** An outside server is registered, asked for a patient's record, shown in the chart, and asked no more. */
class ServersScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();
    private static final FarServer FAR = FarServer.start("family-practice-7");
    private static final String WHO = "'gender':'female','name':[{'family':'Marlowe','given':['Ada','Jane']}],"
            + "'telecom':[{'system':'phone','value':'503-555-0142'}]";

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screens", "outside-" + name + ".png"))
                .setFullPage(true));
    }

    private static Page clinician(ColorScheme scheme) {
        PRODUCT.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        PRODUCT.send("PUT", "Organization/own", "{'resourceType':'Organization','id':'own','name':'Family Practice'}");
        PRODUCT.set("ORGANIZATION", "own");
        new TestAccounts(PRODUCT).staff("ito", "Rei Ito", "ito", "physician");
        for (String id : new String[] {"ada", "jane"}) {
            PRODUCT.send(
                    "PUT",
                    "Patient/" + id,
                    "{'resourceType':'Patient','id':'" + id + "','birthDate':'1958-07-1" + (id.equals("ada") ? 4 : 5)
                            + "','generalPractitioner':[{'reference':'Practitioner/ito'}]," + WHO + "}");
        }
        return BROWSERS.loggedIn(PRODUCT, "ito", scheme, 1366);
    }

    private static void fill() {
        FAR.put("{'resourceType':'Patient','id':'f1','birthDate':'1958-07-14'," + WHO + "}");
        FAR.put("{'resourceType':'Patient','id':'f2','birthDate':'1958-07-15','gender':'female',"
                + "'name':[{'family':'Marlowe','given':['Ada']}]}");
        FAR.put(
                "{'resourceType':'Condition','id':'c1','subject':{'reference':'Patient/f1'},'code':{'text':'Atrial fibrillation'},"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}}");
        FAR.put(
                "{'resourceType':'AllergyIntolerance','id':'a1','patient':{'reference':'Patient/f1'},'criticality':'high',"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]},"
                        + "'code':{'coding':[{'system':'http://snomed.info/sct','code':'373270004'}],'text':'Penicillins'}}");
    }

    @Test
    void aServerIsRegisteredAskedShownInTheChartAndEnded() {
        Page admin = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        admin.navigate(PRODUCT.home() + "/admin/network");
        admin.click("text=Outside servers");
        Accessible.check(admin);
        admin.fill("#name", "County Hospital");
        admin.fill("#address", "county hospital");
        admin.fill("#client", "family-practice-7");
        admin.click("text=Add it");
        assertThat(admin.locator("#address-fault")).containsText("is no address");
        Accessible.check(admin);
        admin.fill("#address", FAR.base());
        admin.click("text=Add it");
        assertThat(admin.locator(".servers .tag.caution"))
                .containsText("It refused our key or client id: invalid_client");
        shot(admin, "refused");
        Accessible.check(admin);
        FAR.trusts(admin.inputValue("input[readonly]"));
        admin.click("text=Try it");
        assertThat(admin.locator(".servers .tag.caution")).hasCount(0);
        assertThat(admin.locator(".servers")).containsText("gives a record by searches · tells what has changed");
        Accessible.check(admin);
        shot(admin, "servers");

        fill();
        Page page = clinician(ColorScheme.DARK);
        page.navigate(PRODUCT.home() + "/sharing/ada");
        Accessible.check(page);
        page.check("input[name=agrees]");
        page.click("button:has-text('Ask County Hospital')");
        assertThat(page.locator("text=One person, here and there.")).isVisible();
        await(page, "/sharing/ada", "text=All here as of");
        assertThat(page.locator("text=The patient lets us ask it.")).isVisible();
        Accessible.check(page);
        shot(page, "sharing");
        page.navigate(PRODUCT.home() + "/patients/ada");
        assertThat(page.locator("#live-problems .tag.outside")).hasText("held by County Hospital");
        assertThat(page.locator(".banner .elsewhere")).containsText("heard");
        Accessible.check(page);
        shot(page, "chart");
        page.navigate(PRODUCT.home() + "/orders/ada");
        page.locator("#line").pressSequentially("amoxicillin 500 tid x10d");
        assertThat(page.locator("#line-offers [role=option]").first()).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");
        assertThat(page.locator(".item .finding.danger .tag.outside")).hasText("held by County Hospital");

        page.navigate(PRODUCT.home() + "/sharing/jane");
        page.check("input[name=agrees]");
        page.click("button:has-text('Ask County Hospital')");
        assertThat(page.locator("text=it is to be decided at Inbox")).isVisible();
        page.navigate(PRODUCT.home() + "/links");
        assertThat(page.locator("h2").first()).containsText("Is this our patient? County Hospital has");
        Accessible.check(page);
        shot(page, "who");

        page.navigate(PRODUCT.home() + "/sharing/ada");
        page.click("button:has-text('Stop')");
        await(page, "/sharing/ada", "text=The patient does not permit it any more.");
        shot(page, "stopped");
        page.navigate(PRODUCT.home() + "/patients/ada");
        assertThat(page.locator("#live-problems >> text=Atrial fibrillation")).hasCount(0);

        admin.click("summary:has-text('Change or end')");
        admin.click("button:has-text('End it')");
        assertThat(admin.locator(".servers")).containsText("Not asked any more since");
    }

    private static void await(Page page, String path, String selector) {
        for (int i = 0; i < 100 && page.locator(selector).count() == 0; i++) {
            page.waitForTimeout(100);
            page.navigate(PRODUCT.home() + path);
        }
        assertThat(page.locator(selector).first()).isVisible();
    }
}
