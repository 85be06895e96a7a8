package org.throughline.clinic.practice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonReader;
import org.throughline.record.Copy;

/**
 * Two patients were seen by two other organizations: Ada by both, known by a visit and a referral of one and a stay of the other, Bo by
 * a document and a result. Cy was seen here only; Di here and elsewhere, but here in another time.
 */
class ElsewhereScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final TestProduct PRODUCT = TestProduct.start();

    @BeforeAll
    static void seenHereAndElsewhere() throws SQLException {
        holder(1, "heart", "Heart Center");
        holder(2, "mercy", "Mercy Hospital");
        put("Practitioner/dana", "'name':[{'family':'Novak'}]");
        put("Practitioner/rivera", "'name':[{'family':'Rivera'}]");
        put("Organization/heart", "'name':'Heart Center'");
        for (String id : List.of("ada", "bo", "cy", "di")) {
            put("Patient/" + id, "'name':[{'family':'Marlowe','given':['" + id + "']}]");
        }
        put("Encounter/ada", visit("ada", "AMB", lately()));
        put("Encounter/ada-again", visit("ada", "AMB", lately().plus(2, ChronoUnit.DAYS)));
        put("Encounter/cy", visit("cy", "AMB", lately()));
        put("Encounter/di", visit("di", "AMB", longAgo()));
        put(
                "Appointment/bo",
                "'status':'fulfilled','start':'" + lately() + "','end':'" + lately().plusSeconds(900)
                        + "','participant':[{'actor':{'reference':'Patient/bo'},'status':'accepted'}]");
        copy(1, "ada", "Encounter", visit("ada", "AMB", lately()));
        copy(1, "cy", "Encounter", visit("cy", "AMB", longAgo()));
        copy(2, "ada", "Encounter", visit("ada", "EMER", lately()));
        copy(2, "di", "Encounter", visit("di", "IMP", lately()));
        copy(
                1,
                "bo",
                "DiagnosticReport",
                "'status':'final','code':{'text':'Echo'},'effectiveDateTime':'" + lately()
                        + "','subject':{'reference':'Patient/bo'}");
        put(
                "DocumentReference/sent",
                "'status':'current','date':'" + lately()
                        + "','subject':{'reference':'Patient/bo'},'custodian':{'reference':'Organization/heart'},"
                        + "'content':[{'attachment':{'contentType':'text/plain','data':'SGk='}}]");
        referral("seen", "ada", "seen", "1 SEEN");
        referral("unseen", "cy", "accepted", "1 ACCEPTED");
        TestAccounts accounts = new TestAccounts(PRODUCT);
        accounts.staff("manager", "Dana Novak", "dana", "practice-manager");
        accounts.staff("rivera", "Alex Rivera", "rivera", "physician");
    }

    private static Instant lately() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(30, ChronoUnit.DAYS);
    }

    private static Instant longAgo() {
        return lately().minus(470, ChronoUnit.DAYS);
    }

    /** A member that left: it is asked nothing, its name stays. */
    private static void holder(int number, String organization, String name) {
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "INSERT INTO peer (peer, address, organization, endpoint, client, name, kind, keys, state, since, made_so_by)"
                                + " OVERRIDING SYSTEM VALUE VALUES (?, ?, ?, '', '', ?, 'HOSPITAL', '', 'LEFT', now(), '')",
                        number,
                        "https://" + organization + ".example",
                        organization,
                        name));
    }

    private static String visit(String patient, String kind, Instant at) {
        return ("'status':'finished','class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'%s'},"
                        + "'subject':{'reference':'Patient/%s'},'period':{'start':'%s','end':'%s'}")
                .formatted(kind, patient, at, at.plusSeconds(1800));
    }

    private static void referral(String id, String patient, String state, String step) {
        put(
                "Task/" + id,
                "'status':'in-progress','intent':'order','code':{'coding':[{'system':'urn:throughline:code','code':'referral'}]},"
                        + "'businessStatus':{'coding':[{'system':'urn:throughline:referral-state','code':'" + state
                        + "'}]},'for':{'reference':'Patient/" + patient
                        + "'},'owner':{'reference':'Organization/heart','display':'Cardiology'},'authoredOn':'"
                        + lately()
                        + "','lastModified':'" + lately().plus(1, ChronoUnit.DAYS) + "','note':[{'time':'"
                        + lately().plus(1, ChronoUnit.DAYS)
                        + "','text':'Seen','extension':[{'url':'urn:throughline:referral-step','valueString':'" + step
                        + "'}]}]");
    }

    private static void put(String reference, String members) {
        String[] parts = reference.split("/", -1);
        int status = PRODUCT.send(
                        "PUT", reference, "{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'," + members + "}")
                .status();
        assertTrue(status < 300, reference + " " + status);
    }

    private static void copy(int origin, String patient, String type, String members) {
        String id = new Copy.Origin(origin).id(Integer.toHexString((type + patient).hashCode()));
        String text = ("{'resourceType':'" + type + "','id':'" + id + "'," + members + "}").replace('\'', '"');
        String meta = "{\"tag\":[" + Copy.tag(origin, "whoever") + "]}";
        Copy copy = new Copy(
                type,
                id,
                1,
                Instant.now(),
                JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8))
                        .with("meta", JsonReader.readObject(meta.getBytes(StandardCharsets.UTF_8))));
        PRODUCT.keep(origin, patient, copy);
    }

    private static String day(Instant moment, int days) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).plusDays(days).toString();
    }

    private static String row(Page page, String table, String name) {
        page.waitForSelector("section[aria-labelledby=table-" + table + "] tbody tr"); // it is counted aside
        return String.join(
                " | ",
                page.locator("section[aria-labelledby=table-" + table + "] tbody tr")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(name))
                        .locator("th, td")
                        .allInnerTexts());
    }

    @Test
    void patientsAreCountedOnceAndByWhatIsKnown() {
        Page page = BROWSERS.page(ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/practice");
        page.fill("input[name=name]", "manager");
        page.fill("input[name=password]", TestProduct.PASSWORD);
        page.click("button");
        page.click("nav[aria-label='The practice'] a >> text=Seen elsewhere");
        assertThat(page.locator("h1")).hasText("Seen elsewhere");
        assertEquals("Seen here | 3 | ", row(page, "share", "Seen here"));
        assertEquals("Seen elsewhere too | 2 | 66.7 %", row(page, "share", "Seen elsewhere"));
        assertEquals("Heart Center | 2 | 66.7 % | 1 | 0 | 1 | 1 | 1", row(page, "organizations", "Heart"));
        assertEquals("Mercy Hospital | 1 | 33.3 % | 0 | 1 | 0 | 0 | 0", row(page, "organizations", "Mercy"));
        assertEquals("All | 2 | 66.7 % | 1 | 1 | 1 | 1 | 1", row(page, "organizations", "All"));
        assertThat(page.locator("#figures")).not().containsText("Marlowe");
        Accessible.check(page);

        String csv = page.request()
                .get(PRODUCT.home() + "/practice/elsewhere?csv=organizations")
                .text();
        assertTrue(csv.contains("\"Heart Center\",\"2\",\"66.7 %\",\"1\",\"0\",\"1\",\"1\",\"1\"\r\n"), csv);
        assertTrue(
                PRODUCT.get("AuditEvent?_count=50")
                        .text()
                        .contains(Base64.getEncoder()
                                .encodeToString("practice/elsewhere".getBytes(StandardCharsets.UTF_8))),
                "the look is in the trail");
    }

    @Test
    void anotherTimeHasOtherFiguresAndAWrongOneIsSaid() {
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.DARK, 360);
        page.navigate(PRODUCT.home() + "/practice/elsewhere");
        page.fill("input[name=from]", day(longAgo(), -1));
        page.fill("input[name=until]", day(longAgo(), 1));
        page.click("form button >> text=Show");
        assertEquals("Seen here | 1 | ", row(page, "share", "Seen here"));
        assertThat(page.locator("section[aria-labelledby=table-organizations] .empty"))
                .containsText("Nobody.");
        page.fill("input[name=until]", day(longAgo(), -9));
        page.click("form button >> text=Show");
        assertThat(page.locator("[role=alert]")).containsText("until is not before from");
        assertThat(page.locator("input[name=from]")).hasValue(day(longAgo(), -1));
        Accessible.check(page);
        APIResponse wrong = page.request().get(PRODUCT.home() + "/practice/elsewhere?from=yesterday");
        assertEquals(422, wrong.status());
    }

    @Test
    void whoHasNoDutyThereSeesNothingOfIt() {
        Page physician = BROWSERS.loggedIn(PRODUCT, "rivera", ColorScheme.LIGHT, 1366);
        for (String query : List.of("", "?csv=organizations")) {
            assertEquals(
                    403,
                    physician
                            .request()
                            .get(PRODUCT.home() + "/practice/elsewhere" + query)
                            .status());
        }
        assertFalse(physician.content().contains("/practice/elsewhere"));
    }
}
