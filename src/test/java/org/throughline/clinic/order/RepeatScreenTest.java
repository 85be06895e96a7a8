package org.throughline.clinic.order;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;

/** Tests that were not repeated are counted, and shown with what they would have cost. */
class RepeatScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void open() {
        PRODUCT.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        new TestAccounts(PRODUCT).staff("ito", "Dr. Ito", "ito", "physician");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1958-07-14','name':[{'family':'Marlowe'}],"
                        + "'generalPractitioner':[{'reference':'Practitioner/ito'}]}");
        result("a1c", "4548-4", "Hemoglobin A1c", LocalDate.now(ZoneOffset.UTC).minusDays(3));
    }

    private static void result(String id, String loinc, String words, LocalDate day) {
        PRODUCT.send(
                "PUT",
                "Observation/" + id,
                "{'resourceType':'Observation','id':'" + id
                        + "','status':'final','subject':{'reference':'Patient/ada'},'category':[{'coding':[{'code':'laboratory'}]}],"
                        + "'effectiveDateTime':'" + day
                        + "','code':{'coding':[{'system':'http://loinc.org','code':'" + loinc + "'}],'text':'" + words
                        + "'},'valueQuantity':{'value':8.1,'unit':'%'}}");
    }

    @Test
    void whatWasToldAndTakenOutAgainRunsUntilItsIntervalIsOver() {
        Page page = BROWSERS.loggedIn(PRODUCT, "ito", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/orders/ada");
        Basketful.put(page, "a1c");
        assertThat(page.locator(".item .finding.caution")).containsText("A1c changes over three months");
        page.locator(".item button[name=remove]").first().click();
        assertThat(page.locator(".item")).hasCount(0);

        Page manager = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        manager.navigate(PRODUCT.home() + "/practice/repeats");
        assertThat(manager.locator("tbody tr").first().locator("td, th"))
                .containsText(new String[] {"Hemoglobin A1c", "1", "0", "0", "1", "0", "$0.00"});
        Accessible.check(manager);
    }
}
