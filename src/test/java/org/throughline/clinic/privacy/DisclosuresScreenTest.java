package org.throughline.clinic.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.access.Purpose;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;
import org.throughline.kernel.Address;

/** To whom a patient's record went. */
class DisclosuresScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void aRecordThatWentToSome() {
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic'}");
        PRODUCT.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','birthDate':'1970-01-01','name':[{'family':'Marlowe','given':['Ada']}]}");
        PRODUCT.send("PUT", "Patient/ben", "{'resourceType':'Patient','id':'ben','name':[{'family':'Marlowe'}]}");
        new TestAccounts(PRODUCT).staff("officer", "Sam Okafor", "nobody", "privacy-officer");
        Instant now = Instant.now();
        try (AuditTrail trail = new AuditTrail(PRODUCT.database())) {
            trail.record(entry("account/77/app/registry", "State registry", Purpose.PUBHLTH, now));
            trail.record(entry("account/77/app/registry", "State registry", Purpose.PUBHLTH, now));
            trail.record(entry("account/5", "Dr. Lee", Purpose.TREAT, now));
            trail.record(entry("account/6/app/own", "Ada's own app", Purpose.PATRQT, now));
            trail.record(entry("account/78/app/study", "A study", Purpose.HRESCH, now.minusSeconds(220_000_000)));
            trail.record(new Access(
                    now,
                    Agent.of("operator/root", "The operator"),
                    Action.EXPORT,
                    0,
                    "everything",
                    200,
                    Set.of(),
                    null));
        }
    }

    private static Access entry(String agent, String display, Purpose purpose, Instant at) {
        return new Access(
                at,
                Agent.of(agent, display),
                Action.SEARCH,
                0,
                "Condition?patient=ada",
                200,
                Set.of(Address.of("Patient", "ada")),
                purpose);
    }

    @Test
    void whatWentOutIsListedAndWhatWentOnPaperIsEntered() {
        Page page =
                People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "officer", TestProduct.PASSWORD);
        page.navigate(PRODUCT.home() + "/privacy/disclosures?find=marlowe");
        Accessible.check(page);
        page.click("text=MARLOWE, Ada");
        String rows = page.textContent("tbody");
        assertTrue(rows.contains("State registry") && rows.contains("2 times") && rows.contains("public health"), rows);
        assertTrue(rows.contains("The operator") && rows.contains("the whole record, with everybody's"), rows);
        assertFalse(rows.contains("Dr. Lee") || rows.contains("own app"), rows);
        assertFalse(rows.contains("A study"), "longer ago than six years: " + rows);

        page.fill("input[name=day]", "some day");
        page.fill("input[name=recipient]", "A court");
        page.fill("input[name=what]", "Everything");
        page.fill("input[name=purpose]", "Subpoena");
        page.click("button:has-text('Enter')");
        assertTrue(page.textContent("[role=alert]").contains("Write a day as"));
        assertEquals("A court", page.inputValue("input[name=recipient]"));
        assertEquals("some day", page.inputValue("input[name=day]"));

        page.fill("input[name=day]", "5 jan 2026");
        page.fill("input[name=recipient]", "=Court of Millbrook");
        page.fill("input[name=address]", "1 Main Street, Millbrook");
        page.fill("input[name=what]", "Visit of 2 January");
        page.fill("input[name=purpose]", "Subpoena");
        page.click("button:has-text('Enter')");
        page.waitForSelector("tbody >> text=1 Main Street, Millbrook");
        Accessible.check(page);
        String file = String.valueOf(page.evaluate(
                "async () => (await fetch(document.querySelector('header a.count').getAttribute('href'))).text()"));
        assertTrue(file.contains("\"'=Court of Millbrook\""), file);
        assertTrue(PRODUCT.get("AuditEvent?patient=Patient/ada&agent-name=Sam%20Okafor")
                .text()
                .contains("AuditEvent"));

        page.click("text=Strike out");
        page.waitForSelector("tbody");
        assertFalse(page.textContent("tbody").contains("Court of Millbrook"));
        page.navigate(PRODUCT.home() + "/privacy?patient=ada&who=Sam%20Okafor");
        String trail = page.textContent("section[aria-labelledby=trail] tbody");
        assertTrue(trail.contains("looked at the account of disclosures"), trail);
        assertTrue(trail.contains("noted that something was given to =Court of Millbrook"), trail);
    }

    @Test
    void aWrongPeriodIsSaidToBe() {
        Page page = People.logIn(BROWSERS.page(ColorScheme.DARK, 390), PRODUCT.home(), "officer", TestProduct.PASSWORD);
        page.navigate(PRODUCT.home() + "/privacy/disclosures?patient=ada");
        Accessible.fits(page);
        page.navigate(PRODUCT.home() + "/privacy/disclosures?patient=ada&from=2010-01-01");
        assertTrue(page.textContent("main").contains("6 years at most"), page.textContent("main"));
    }
}
