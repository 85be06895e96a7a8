package org.throughline.clinic;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.app.TestProduct;
import org.throughline.audit.AuditTrail;
import org.throughline.record.protection.Emergencies;

/** What the privacy officer sees and does. */
class PrivacyScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void somebodyOpenedAChart() {
        PRODUCT.send("PUT", "Patient/p", "{'resourceType':'Patient','id':'p','name':[{'family':'Ito'}]}");
        PRODUCT.get("Patient/p");
        try (AuditTrail trail = new AuditTrail(PRODUCT.database())) {
            new Emergencies(PRODUCT.database(), trail, java.time.Clock.systemUTC())
                    .open(new Caller("account/99", "=Dr. Night", Rights.EVERYTHING), "p", "on call");
        }
    }

    @Test
    void anAccessWithAReasonIsLookedInto() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.click("nav >> text=Privacy");
        assertTrue(page.textContent("section[aria-labelledby=opened]").contains("on call"));
        page.fill("input[name=finding]", "Asked Dr. Night: the patient was in the emergency room");
        page.click("text=Looked into");
        page.waitForSelector("text=Every such access has been looked into.");
    }

    @Test
    void theTrailIsNarrowedToAPatientAndWhoAndGoesOutAsAFile() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.DARK, 1366);
        page.navigate(PRODUCT.home() + "/privacy?patient=p&who=account/99");
        assertTrue(
                page.textContent("section[aria-labelledby=trail]").contains("opened the chart with a reason: on call"));
        assertFalse(page.textContent("section[aria-labelledby=trail] tbody").contains("wrote"));
        Accessible.check(page);
        String file = String.valueOf(
                page.evaluate("async () => (await fetch('/privacy/trail.csv?patient=p&who=account/99')).text()"));
        assertTrue(file.startsWith("\"number\",\"time\""), file);
        assertTrue(file.contains("\"'=Dr. Night\""), "a name that a spreadsheet would take for a formula: " + file);
    }

    @Test
    void aDateThatIsNoneIsSaidToBe() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/privacy?from=sometime");
        assertTrue(page.textContent("main").contains("Write a day as 14-Jul-2025"));
    }
}
