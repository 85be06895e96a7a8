package org.throughline.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;

/** What a patient, and who acts for one, is told about who looked. */
class LookedScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();
    private static final TestAccounts ACCOUNTS = new TestAccounts(PRODUCT);
    private static final String PRIVATE =
            "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ADOL'}]},";

    @BeforeAll
    static void aClinicAndItsPatients() {
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic','name':'Millbrook'}");
        PRODUCT.send("PUT", "Practitioner/lee", "{'resourceType':'Practitioner','id':'lee'}");
        for (String id : List.of("ada", "teen", "busy")) {
            PRODUCT.send(
                    "PUT",
                    "Patient/" + id,
                    "{'resourceType':'Patient','id':'" + id + "','birthDate':'"
                            + (id.equals("teen") ? "2011" : "1970") + "-01-01','name':[{'family':'Marlowe','given':['"
                            + id + "']}]}");
            PRODUCT.send(
                    "PUT",
                    "Condition/gout-" + id,
                    "{'resourceType':'Condition','id':'gout-" + id + "','subject':{'reference':'Patient/" + id
                            + "'},'code':{'text':'Gout'}}");
        }
        PRODUCT.send(
                "PUT",
                "RelatedPerson/mum",
                "{'resourceType':'RelatedPerson','id':'mum','patient':{'reference':'Patient/teen'}}");
        ACCOUNTS.staff("lee", "Dr. Lee", "lee", "physician");
        ACCOUNTS.staff("okafor", "Sam Okafor", "lee", "privacy-officer");
        ACCOUNTS.patient("ada", "Ada Marlowe", "ada");
        ACCOUNTS.patient("busy", "Busy Marlowe", "busy");
        ACCOUNTS.patient("teen", "Teen Marlowe", "teen");
        ACCOUNTS.proxy("mum", "Mum Marlowe", "mum", "proxy", "teen");
    }

    private static Page loggedIn(String name, ColorScheme scheme, int width) {
        return People.logIn(BROWSERS.page(scheme, width), PRODUCT.home(), name, TestProduct.PASSWORD);
    }

    @Test
    void aChartThatIsOpenedWithAReasonIsToldAtOnceAndAskedAbout() {
        Page clinician = loggedIn("lee", ColorScheme.LIGHT, 1366);
        clinician.navigate(PRODUCT.home() + "/patients/ada");
        clinician.check("text=Covering for a colleague");
        clinician.click("text=Open chart");
        clinician.waitForSelector(".opened");
        Instant looked = Instant.now();

        Page patient = loggedIn("ada", ColorScheme.LIGHT, 390);
        assertTrue(patient.url().endsWith("/looked/ada"), patient.url());
        String page = patient.textContent("main");
        assertTrue(Duration.between(looked, Instant.now()).toSeconds() < 5, "told within five seconds");
        assertTrue(page.contains("Dr. Lee"), page);
        assertTrue(page.contains("Physician · Millbrook"), page);
        assertTrue(page.contains("They gave this reason: Covering for a colleague"), page);
        assertTrue(page.contains("read the chart: summary"), page);
        Accessible.fits(patient);
        Accessible.check(patient);

        patient.click(".opened >> text=Ask about this");
        patient.fill("textarea", "Why was that?");
        Accessible.check(patient);
        patient.click("text=Send the question");
        patient.waitForSelector("text=Not answered yet");
        assertFalse(
                PRODUCT.anonymous("GET", "Communication?patient=Patient/ada")
                        .header("Authorization", "Bearer " + PRODUCT.token("user/*.rs", "lee", null))
                        .send()
                        .text()
                        .contains("Why was that?"),
                "who is asked about does not read it");

        Page officer = loggedIn("okafor", ColorScheme.DARK, 1366);
        officer.navigate(PRODUCT.home() + "/privacy/questions");
        assertTrue(officer.textContent("main").contains("Why was that?"), officer.textContent("main"));
        Accessible.check(officer);
        officer.fill("textarea", "Dr. Lee was on call.");
        officer.click("text=Send the answer");
        officer.waitForSelector("text=Every question has its answer.");
        Accessible.check(officer);

        patient.reload();
        assertTrue(patient.textContent("main").contains("Dr. Lee was on call."));
        Accessible.check(patient);
    }

    @Test
    void everyEntryIsInTheListOnce() {
        Random random = new Random(7);
        for (int i = 0; i < 260; i++) {
            switch (random.nextInt(8)) {
                case 0 -> PRODUCT.get("Patient/busy");
                case 1 -> PRODUCT.get("Condition/gout-busy");
                case 2 -> PRODUCT.get("Condition?code:text=gout");
                case 3 -> PRODUCT.get("Patient?family=marlowe");
                case 4 -> PRODUCT.get("Condition/gout-busy/_history");
                case 5 -> PRODUCT.get("Patient/busy/$everything");
                case 6 ->
                    PRODUCT.send(
                            "POST",
                            "Condition",
                            "{'resourceType':'Condition','subject':{'reference':'Patient/busy'},'code':{'text':'Cough'}}");
                default ->
                    PRODUCT.send(
                            "POST",
                            "",
                            "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'GET','url':'Patient/busy'}}]}");
            }
        }
        long address = Address.of("Patient", "busy");
        Page page = loggedIn("busy", ColorScheme.DARK, 1366);
        long inTrail = PRODUCT.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM access a JOIN agent n USING (agent)"
                                        + " WHERE (a.patient = ? OR a.others @> ARRAY[?::bigint]) AND n.name <> ?",
                                address,
                                address,
                                ACCOUNTS.agent("busy"))
                        .orElseThrow());
        page.navigate(PRODUCT.home() + "/looked/busy");
        Accessible.check(page);
        long shown = page.locator(".acts-done li").count();
        while (page.locator("text=Older entries").count() > 0) {
            page.click("text=Older entries");
            shown += page.locator(".acts-done li").count();
        }
        assertTrue(inTrail >= 260, "entries: " + inTrail);
        assertEquals(inTrail, shown);
    }

    @Test
    void whoActsForAnAdolescentIsNotToldAboutWhatIsConfidential() {
        PRODUCT.send(
                "PUT",
                "Condition/secret",
                "{'resourceType':'Condition','id':'secret'," + PRIVATE
                        + "'subject':{'reference':'Patient/teen'},'code':{'text':'Secret'}}");
        PRODUCT.get("Condition/secret");
        PRODUCT.get("Condition?patient=Patient/teen&code:text=secret");
        String own = trail("teen", "patient/*.rs");
        String mothers = trail("mum", "patient/*.rs");
        assertTrue(own.contains("Condition/secret"), own);
        assertTrue(mothers.contains("Condition/gout-teen"), mothers);
        assertFalse(mothers.contains("Condition/secret"), mothers);

        Page page = loggedIn("mum", ColorScheme.LIGHT, 390);
        assertTrue(page.textContent("h1").contains("the record of teen Marlowe"), page.textContent("h1"));
        assertTrue(page.textContent("main").contains("may keep in confidence is not shown here"));
        Accessible.check(page);
        page.navigate(PRODUCT.home() + "/looked/ada");
        assertTrue(page.textContent("main").contains("There is no such page."));
    }

    private static String trail(String user, String scopes) {
        TestProduct.Reply reply = PRODUCT.anonymous("GET", "AuditEvent?patient=Patient/teen&_count=200")
                .header("Authorization", "Bearer " + PRODUCT.token(scopes, user, "teen"))
                .send();
        assertEquals(200, reply.status(), reply.text());
        assertFalse(reply.text()
                .contains(java.util.Base64.getEncoder()
                        .encodeToString("secret".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        return reply.text();
    }

    @Test
    void whoHasNoPlaceHereSeesNoPatientsPage() {
        Page page = loggedIn("lee", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/looked");
        assertTrue(page.textContent("main").contains("nobody's record")
                || page.textContent("main").contains("not permitted"));
    }
}
