package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.app.MovingCharts.OPERATOR;
import static org.throughline.app.MovingCharts.found;
import static org.throughline.app.MovingCharts.of;
import static org.throughline.app.MovingCharts.own;
import static org.throughline.app.MovingCharts.person;
import static org.throughline.app.MovingCharts.wish;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.role.NamedOnly;
import org.throughline.login.role.PresentRights;
import org.throughline.network.transfer.ByHand;
import org.throughline.network.transfer.Contents;
import org.throughline.network.transfer.OpenEnd;
import org.throughline.network.transfer.State;
import org.throughline.network.transfer.Transfer;
import org.throughline.privacy.amendment.Amendments;
import org.throughline.privacy.disclosure.Disclosure;
import org.throughline.privacy.disclosure.Disclosures;
import org.throughline.record.Moved;

/** What becomes of a chart at the old practice once it has moved. */
class MovedChartTest {
    private static final MovingCharts CHARTS = new MovingCharts();

    private final TestProduct family = CHARTS.family;
    private final TestProduct heart = CHARTS.heart;

    @BeforeAll
    static void peopleWorkThere() {
        TestAccounts accounts = new TestAccounts(CHARTS.family);
        CHARTS.family.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        accounts.staff("ito", "Rei Ito", "ito", "physician");
        accounts.staff("lee", "Sam Lee", "lee", "practice-manager");
    }

    private Caller caller(String name) {
        return new PresentRights(family.database(), NamedOnly.NOTHING, Clock.systemUTC())
                .caller(name)
                .orElseThrow();
    }

    /** A request of the physician, in an app. */
    private TestProduct.Reply physician(String method, String target, String json) {
        return family.anonymous(method, target)
                .header("Authorization", "Bearer " + family.token("user/*.cruds", "ito", null))
                .json(json)
                .send();
    }

    /** A patient of the physician's. */
    private void treated(String id, String name, String born) {
        person(family, id, name, born);
        JsonObject patient = family.get("Patient/" + id).json();
        family.send(
                "PUT",
                "Patient/" + id,
                patient.toString()
                        .replaceFirst("\\{", "{\"generalPractitioner\":[{\"reference\":\"Practitioner/ito\"}],"));
        person(heart, "h-" + id, name, born);
    }

    private static String condition(String patient) {
        return "{'resourceType':'Condition','subject':{'reference':'Patient/" + patient + "'},'code':{'text':'Gout'},"
                + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical',"
                + "'code':'active'}]}}";
    }

    private static String withId(String resource, String id) {
        return resource.replaceFirst("','", "','id':'" + id + "','");
    }

    private static String task(String patient, String code, String what) {
        return "{'resourceType':'Task','status':'requested','intent':'order'," + code + "'description':'" + what
                + "','for':{'reference':'Patient/" + patient + "'}}";
    }

    private List<Disclosure> disclosures(String patient) {
        AuditTrail audit = new AuditTrail(family.database());
        Acts acts = new Acts(family.database(), audit, Clock.systemUTC());
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return new Disclosures(family.database(), audit.events(), acts, Clock.systemUTC())
                .of(OPERATOR, patient, today.minusDays(1), today.plusDays(1)).stream()
                        .filter(each -> each.source().startsWith("entered by"))
                        .toList();
    }

    private List<JsonObject> toHandOn(String patient) {
        return found(family, "Task?patient=Patient/" + patient + "&code=hand-on");
    }

    private static String row(List<JsonObject> resources) {
        return resources.stream().map(JsonObject::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void aChartThatHasMovedIsClosedBelowEveryPath() {
        treated("closed", "Closed", "1961-04-12");
        treated("open", "Open", "1962-04-13");
        family.send("PUT", "Condition/closed-c", withId(condition("closed"), "closed-c"));
        family.send("PUT", "Condition/open-c", withId(condition("open"), "open-c"));
        assertEquals(201, physician("POST", "Condition", condition("closed")).status());
        CHARTS.moved("closed", "h-closed", wish(Set.of()));

        TestProduct.Reply refused = physician("POST", "Condition", condition("closed"));
        assertEquals(409, refused.status());
        assertTrue(refused.text().contains("moved to Heart Center on"), refused.text());
        assertTrue(refused.text().contains("opens the chart again"), refused.text());
        String changed = withId(condition("closed"), "closed-c").replace("Gout", "Gouty arthritis");
        assertEquals(409, physician("PUT", "Condition/closed-c", changed).status());
        assertEquals(409, family.send("POST", "Condition", condition("closed")).status());
        assertEquals(
                409,
                family.send(
                                "POST",
                                "",
                                "{'resourceType':'Bundle','type':'transaction','entry':[{'resource':"
                                        + condition("closed") + ",'request':{'method':'POST','url':'Condition'}}]}")
                        .status());
        assertEquals(
                409,
                family.send(
                                "PUT",
                                "Patient/closed",
                                family.get("Patient/closed").text().replace("Closed", "Other"))
                        .status());
        // neither into it nor out of it
        assertEquals(
                409,
                family.send("PUT", "Condition/open-c", withId(condition("closed"), "open-c"))
                        .status());
        assertEquals(
                409,
                family.send("PUT", "Condition/closed-c", withId(condition("open"), "closed-c"))
                        .status());
        assertEquals(
                409,
                physician("POST", "Observation", own("closed", "", "Entered after all"))
                        .status());

        assertEquals(200, physician("GET", "Condition/closed-c", "").status());
        assertEquals(
                201,
                physician("POST", "Task", task("closed", "", "Send the bill")).status());
        new Amendments(
                        family.wiring().records(),
                        family.wiring().care().searches(),
                        family.wiring().care().types(),
                        Clock.systemUTC())
                .ask(OPERATOR, "closed", "Condition/closed-c", "I never had that");
        assertEquals(201, physician("POST", "Condition", condition("open")).status());
    }

    @Test
    void whoWritesWhileItIsClosedIsRefusedToo() throws Exception {
        treated("while", "While", "1963-05-14");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Moved.Chart chart =
                new Moved.Chart("while", "00000000-0000-0000-0000-000000000000", "Heart Center", today, today, null);
        CompletableFuture<TestProduct.Reply> reply = family.database().inTransaction(connection -> {
            Moved.close(connection, chart);
            CompletableFuture<TestProduct.Reply> writes =
                    CompletableFuture.supplyAsync(() -> family.send("POST", "Condition", condition("while")));
            assertThrows(
                    java.util.concurrent.TimeoutException.class,
                    () -> writes.get(300, java.util.concurrent.TimeUnit.MILLISECONDS));
            return writes;
        });
        assertEquals(409, reply.get().status());
    }

    @Test
    void whatArrivesIsFiledAndSomebodyIsAskedToHandItOn() {
        treated("late", "Late", "1964-06-15");
        CHARTS.moved("late", "h-late", wish(Set.of()));
        TestProduct.Reply delivered = family.send(
                "POST",
                "",
                "{'resourceType':'Bundle','type':'transaction','entry':[{'fullUrl':'urn:uuid:00000000-0000-0000-0000-000000000001',"
                        + "'resource':" + own("late", "", "Potassium")
                        + ",'request':{'method':'POST','url':'Observation'}},"
                        + "{'resource':{'resourceType':'DiagnosticReport','status':'final','code':{'text':'Renal panel'},"
                        + "'subject':{'reference':'Patient/late'},'result':[{'reference':"
                        + "'urn:uuid:00000000-0000-0000-0000-000000000001'}]},'request':{'method':'POST','url':'DiagnosticReport'}}]}");
        assertEquals(200, delivered.status(), delivered.text());
        CHARTS.await(() -> !toHandOn("late").isEmpty());
        String task = row(toHandOn("late"));
        assertEquals(1, toHandOn("late").size(), task);
        assertTrue(task.contains("Came after the chart moved to Heart Center: Renal panel. Hand it on."), task);
        assertEquals(1, found(family, "DiagnosticReport?patient=Patient/late").size());
        // moved once more, only what is new goes
        CHARTS.moved("late", "h-late", wish(Set.of()));
        assertEquals(1, found(heart, "DiagnosticReport?patient=Patient/h-late").size());
        assertEquals(1, found(heart, "Observation?patient=Patient/h-late").size());
    }

    @Test
    void whatIsOpenIsHandedOverAndEndsHere() {
        treated("ends", "Ends", "1965-07-16");
        family.send("PUT", "Task/ends-call", withId(task("ends", "", "Call about the biopsy"), "ends-call"));
        family.send(
                "PUT",
                "Task/ends-sign",
                withId(task("ends", "'code':{'text':'Cosign'},", "Cosign the note"), "ends-sign"));
        String order = "{'resourceType':'ServiceRequest','status':'active','intent':'order','subject':{'reference':"
                + "'Patient/ends'},'code':{'text':'TEXT'},'authoredOn':'2026-11-20T10:00:00Z'}";
        family.send("POST", "ServiceRequest", order.replace("TEXT", "Ferritin"));
        family.send(
                "POST",
                "ServiceRequest",
                order.replace("TEXT", "Methadone level")
                        .replace(
                                "'status'",
                                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]},'status'"));
        family.send(
                "PUT",
                "MedicationRequest/ends-m",
                "{'resourceType':'MedicationRequest','id':'ends-m','status':'draft','intent':'order','subject':{'reference':"
                        + "'Patient/ends'},'medicationCodeableConcept':{'text':'Bisoprolol 5 mg'}}");
        family.send(
                "POST",
                "DiagnosticReport",
                "{'resourceType':'DiagnosticReport','meta':{'tag':[{'system':'urn:throughline:code','code':'to-acknowledge'}]},"
                        + "'status':'final','code':{'text':'Iron panel'},'subject':{'reference':'Patient/ends'},'issued':'"
                        + LocalDate.now(ZoneOffset.UTC) + "T06:00:00Z'}");

        String id = CHARTS.offered("ends", wish(Set.of()));
        Contents preview = of(family).contents(of(family).one(id));
        assertEquals(
                "Call about the biopsy",
                preview.open(OpenEnd.Kind.TASK).getFirst().words());
        assertEquals(1, preview.open(OpenEnd.Kind.STAYS).size());
        assertEquals(1, preview.open(OpenEnd.Kind.DRAFT).size());
        assertEquals(2, preview.open(OpenEnd.Kind.ORDER).size());
        of(heart).decisions().accept(OPERATOR, id, "h-ends");
        CHARTS.await(() -> of(heart).one(id).state() == State.FILED);
        String there = row(found(heart, "Task?patient=Patient/h-ends"));
        assertTrue(there.contains("Open at Family Practice. Task: Call about the biopsy"), there);
        assertTrue(there.contains("Open order: Ferritin"), there);
        assertTrue(there.contains("Result that nobody there has looked at yet: Iron panel"), there);
        assertFalse(there.contains("Methadone") || there.contains("Cosign") || there.contains("Bisoprolol"), there);

        family.send("POST", "Condition", condition("ends")); // while it is on its way
        of(heart).decisions().confirm(OPERATOR, id);
        CHARTS.await(() -> of(family).one(id).state() == State.CONFIRMED);
        String call = family.get("Task/ends-call").text();
        assertTrue(call.contains("cancelled") && call.contains("Moved to Heart Center"), call);
        assertTrue(family.get("Task/ends-sign").text().contains("requested"));
        assertTrue(family.get("MedicationRequest/ends-m").text().contains("cancelled"));
        assertEquals(
                0,
                found(family, "ServiceRequest?patient=Patient/ends&status=active")
                        .size());
        CHARTS.await(() -> !toHandOn("ends").isEmpty());
        assertTrue(row(toHandOn("ends")).contains("Gout"), row(toHandOn("ends")));

        List<Disclosure> account = disclosures("ends");
        assertEquals(1, account.size(), account.toString());
        assertEquals("Heart Center", account.getFirst().recipient());
        assertTrue(account.getFirst().what().startsWith("The whole chart, "), account.toString());
        assertTrue(account.getFirst().purpose().contains("Asked for in writing by the patient"), account.toString());
    }

    @Test
    void whoIsBackHasTheChartOpenedAgainByWhoLeadsThePractice() {
        treated("again", "Again", "1966-08-17");
        String id = CHARTS.moved("again", "h-again", wish(Set.of()));
        Transfer transfer = of(family).one(id);
        Failed forbidden =
                assertThrows(Failed.class, () -> of(family).closing().open(caller("ito"), transfer, "Is back"));
        assertInstanceOf(Failure.Forbidden.class, forbidden.failure());
        Failed unsaid = assertThrows(Failed.class, () -> of(family).closing().open(caller("lee"), transfer, " "));
        assertInstanceOf(Failure.Invalid.class, unsaid.failure());
        assertEquals(409, physician("POST", "Condition", condition("again")).status());

        of(family).closing().open(caller("lee"), transfer, "Moved back to Salem");
        assertEquals(State.REOPENED, of(family).one(id).state());
        assertEquals("Moved back to Salem", of(family).one(id).steps().getLast().words());
        assertTrue(of(family).moved("again").isEmpty());
        assertFalse(family.get("Patient/again").text().contains("\"active\":false"));
        assertEquals(201, physician("POST", "Condition", condition("again")).status());
        String entry = "opened again, had moved to Heart Center: Moved back to Salem";
        assertTrue(family.get("AuditEvent?patient=Patient/again&_count=200")
                .text()
                .contains(Base64.getEncoder().encodeToString(entry.getBytes(StandardCharsets.UTF_8))));
        Failed late = assertThrows(Failed.class, () -> of(family).closing().open(caller("lee"), transfer, "Again"));
        assertInstanceOf(Failure.Conflict.class, late.failure());
    }

    @Test
    void nothingIsDeletedBeforeTheLawLetsIt() {
        treated("kept", "Kept", "1967-09-18");
        family.send("PUT", "Condition/kept-c", withId(condition("kept"), "kept-c"));
        family.send(
                "PUT",
                "Organization/clinic",
                family.get("Organization/clinic").text().replaceFirst("\\{", "{\"address\":[{\"state\":\"OR\"}],"));
        String id = CHARTS.moved("kept", "h-kept", wish(Set.of()));
        Moved.Chart closed = of(family).closed(of(family).one(id)).orElseThrow();
        LocalDate until = LocalDate.now(ZoneOffset.UTC).plusYears(10);
        assertEquals(until, closed.keptUntil());
        TestProduct.Reply refused = family.request("DELETE", "Condition/kept-c").send();
        assertEquals(409, refused.status());
        assertTrue(refused.text().contains("it is kept here until"), refused.text());

        TwoMembers.change(family, "UPDATE moved_chart SET kept_until = NULL WHERE id = 'kept'");
        assertEquals(409, family.request("DELETE", "Condition/kept-c").send().status());
        family.wiring().between().review();
        assertEquals(
                until,
                Objects.requireNonNull(
                        of(family).closed(of(family).one(id)).orElseThrow().keptUntil()));
        TwoMembers.change(family, "UPDATE moved_chart SET kept_until = '2020-01-01' WHERE id = 'kept'");
        assertEquals(204, family.request("DELETE", "Condition/kept-c").send().status());
    }

    @Test
    void whoComesBackYearsLaterFindsTheOldChartWithoutDoubles() {
        person(family, "back", "Back", "1966-05-05");
        person(heart, "h-back", "Back", "1966-05-05");
        family.send("POST", "Observation", own("back", "", "Before"));
        CHARTS.moved("back", "h-back", wish(Set.of()));
        assertTrue(family.get("Patient/back").text().contains("\"active\":false"));
        heart.send("POST", "Observation", own("h-back", "", "Meanwhile"));
        String id = of(heart)
                .decisions()
                .prepare(OPERATOR, "h-back", CHARTS.members.familyThere().number(), "", wish(Set.of()));
        of(heart).decisions().sign(OPERATOR, id);
        CHARTS.await(() -> of(family).all().stream().anyMatch(each -> each.id().equals(id)));
        of(family).decisions().accept(OPERATOR, id, "back");
        CHARTS.await(() -> of(family).one(id).state() == State.FILED);
        of(family).decisions().confirm(OPERATOR, id);
        String all = found(family, "Observation?patient=Patient/back").toString();
        assertEquals(2, found(family, "Observation?patient=Patient/back").size(), all);
        assertTrue(all.contains("Meanwhile"));
        assertTrue(of(family).moved("back").isEmpty());
        assertFalse(family.get("Patient/back").text().contains("\"active\":false"));
    }

    @Test
    void whoIsNoMemberIsHandedTheChartByHand() {
        person(family, "hand", "Hand", "1944-04-04");
        family.send("POST", "Observation", own("hand", "", "Open"));
        family.send("POST", "Observation", own("hand", "ETH", "Held"));
        family.send("POST", "Task", task("hand", "", "Ask for the consent of the school"));
        String id = of(family).decisions().prepare(OPERATOR, "hand", 0, "Dr Ono, Bend", wish(Set.of()));
        of(family).decisions().sign(OPERATOR, id);
        assertThrows(Failed.class, () -> of(family).byHand().handed(OPERATOR, id, "Nothing was made yet"));
        ByHand.Handed handed = of(family).byHand().handOut(OPERATOR, id);
        String bundle = new String(handed.bundle(), StandardCharsets.UTF_8);
        assertTrue(bundle.contains("Open") && !bundle.contains("Held"), bundle);
        assertEquals(
                2,
                handed.list().lines().filter(each -> !each.startsWith("all ")).count());
        assertEquals(List.of("Task: Ask for the consent of the school"), handed.open());
        of(family).byHand().handed(OPERATOR, id, "To the patient, on a stick");
        of(family).byHand().receipt(OPERATOR, id, "Dr Ono, by fax, 27-Nov-2026");
        assertEquals("Dr Ono, Bend", of(family).moved("hand").orElseThrow().receiver());
        assertTrue(family.get("Patient/hand").text().contains("\"active\":false"));
        assertEquals(1, disclosures("hand").size());
        assertEquals(409, family.send("POST", "Condition", condition("hand")).status());
    }
}
