package org.throughline.care.taking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Duty;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.care.check.Checks;
import org.throughline.care.check.Recheck;
import org.throughline.care.check.RuleBook;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.taking.Answered.How;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Bodies;
import org.throughline.safety.SafetyCheck;
import org.throughline.safety.rule.Knowledge;
import org.throughline.search.SearchFixture;
import org.throughline.search.SearchRequest;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;

/** What a patient takes is gone through in one act. */
class ReconciliationTest {
    private static final Caller CALLER =
            new Caller("account/1", "Rei Ito", new Capacity("Physician", ""), Rights.EVERYTHING);
    private static final Drugs DRUGS = Drugs.shipped();

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-26T15:00:00Z"), ZoneOffset.UTC);
    private final SearchFixture fixture = new SearchFixture();
    private final TakingReader reader = new TakingReader(fixture.records, fixture.searches(), DRUGS, clock);
    private final Reconciliation reconciliation = new Reconciliation(
            reader,
            fixture.records,
            new Visits(fixture.records, fixture.searches(), R4.types(), clock),
            R4.types(),
            clock);
    private final TakingLine lines = new TakingLine(DRUGS);
    private final Entries.Chart chart = new Entries.Chart(CALLER, "p", new Author("Practitioner/ito", "Rei Ito"));

    ReconciliationTest() {
        fixture.store(
                "{'resourceType':'Patient','id':'p','gender':'female','birthDate':'1950-01-01'}",
                "{'resourceType':'Practitioner','id':'ito'}",
                drug("warfarin", "warfarin 5 mg tablet", "active"),
                drug("metformin", "metformin 500 mg tablet", "active"));
    }

    private static String drug(String id, String name, String status) {
        return "{'resourceType':'MedicationRequest','id':'" + id + "','status':'" + status + "','intent':'order',"
                + "'subject':{'reference':'Patient/p'},'authoredOn':'2026-11-01',"
                + "'requester':{'reference':'Practitioner/ito'},'medicationCodeableConcept':{'text':'" + name + "'},"
                + "'dosageInstruction':[{'text':'Take 1 tablet by mouth once a day'}]}";
    }

    private List<JsonObject> all(String type) {
        return fixture
                .searches()
                .run(CALLER, new SearchRequest(new Target.OfType(type), List.of(new Argument("_sort", "_id")), true))
                .matches()
                .stream()
                .map(each -> Bodies.shipped().open(Objects.requireNonNull(each.body())))
                .toList();
    }

    private void reconcile(Map<String, Answered> answers, String... more) {
        reconciliation.reconcile(
                chart,
                new Reconciliation.Outcome(
                        reader.list(CALLER, "p").seen(),
                        answers,
                        List.of(more).stream()
                                .map(each -> lines.read(each).getFirst().taking())
                                .toList(),
                        List.of(Reconciled.Source.PATIENT)));
    }

    private Row row(String name) {
        return reader.list(CALLER, "p").rows().stream()
                .filter(each ->
                        each.first().name().toLowerCase(java.util.Locale.ROOT).startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUntouchedListIsOneListAndNothingElse() {
        reconcile(Map.of());

        assertEquals(0, all("MedicationStatement").size());
        JsonObject list = all("List").getFirst();
        assertEquals(2, list.objects("entry").size());
        Reconciled last = Objects.requireNonNull(reader.last(CALLER, "p"));
        assertEquals("Rei Ito", last.by());
        assertEquals(List.of(Reconciled.Source.PATIENT), last.with());
    }

    @Test
    void nothingTakenIsSaidToBeNothing() {
        fixture.store(drug("warfarin", "warfarin 5 mg tablet", "entered-in-error"));
        fixture.store(drug("metformin", "metformin 500 mg tablet", "entered-in-error"));
        reconcile(Map.of());
        assertTrue(all("List").getFirst().toString().contains("nilknown"));
    }

    @Test
    void whatIsNotTakenIsAWordAboutThePrescriptionWhichStands() {
        reconcile(Map.of("MedicationRequest-metformin", new Answered(How.NOT_TAKING, "Side effect", null)));

        JsonObject word = all("MedicationStatement").getFirst();
        assertEquals("not-taken", word.text("status"));
        assertEquals(
                "MedicationRequest/metformin",
                Parts.text(word.objects("derivedFrom").getFirst(), "reference"));
        assertTrue(all("MedicationRequest").stream().allMatch(each -> "active".equals(each.text("status"))));
        assertEquals(2, reader.list(CALLER, "p").current().size());
        assertEquals(How.NOT_TAKING, Answered.standing(row("metformin")).how());

        reconcile(Map.of());
        assertEquals(1, all("MedicationStatement").size());
        reconcile(Map.of("MedicationRequest-metformin", new Answered(How.TAKING, "", null)));
        assertEquals("active", all("MedicationStatement").getFirst().text("status"));
        assertEquals(1, all("MedicationStatement").size());
    }

    @Test
    void whoMayPrescribeEndsThePrescriptionAndNobodyElse() {
        Map<String, Answered> stops =
                Map.of("MedicationRequest-metformin", new Answered(How.STOP, "Side effect", null));
        Caller nurse = new Caller(
                "account/2",
                "Sami Noor",
                new Rights(
                        Rights.EVERYTHING.purpose(),
                        Set.of(),
                        Set.of(),
                        Set.of(Rights.ALL),
                        Rights.EVERYTHING.grants(),
                        Set.of(Duty.CHART),
                        false));
        Failed refused = assertThrows(
                Failed.class,
                () -> reconciliation.reconcile(
                        new Entries.Chart(nurse, "p", null),
                        new Reconciliation.Outcome(reader.list(nurse, "p").seen(), stops, List.of(), List.of())));
        assertTrue(refused.failure() instanceof Failure.Forbidden);
        assertEquals(0, all("List").size());

        reconcile(stops);
        JsonObject stopped = all("MedicationRequest").getFirst();
        assertEquals("stopped", stopped.text("status"));
        assertTrue(stopped.toString().contains("Side effect"));
        assertEquals(Known.State.ENDED, row("metformin").state());
    }

    @Test
    void whatIsTakenDifferentlyIsSaidOfThePrescription() {
        reconcile(Map.of(
                "MedicationRequest-metformin",
                new Answered(
                        How.DIFFERENTLY,
                        "",
                        lines.how("2 tab bid", row("metformin").first().product()))));
        JsonObject word = all("MedicationStatement").getFirst();
        assertEquals("active", word.text("status"));
        assertTrue(word.toString().contains("\"frequency\":2"), word.toString());
        assertEquals(How.DIFFERENTLY, Answered.standing(row("metformin")).how());
    }

    @Test
    void aListThatHasChangedIsLookedAtAgain() {
        String seen = reader.list(CALLER, "p").seen();
        fixture.store(drug("aspirin", "aspirin 81 mg tablet", "active"));
        Failed refused = assertThrows(
                Failed.class,
                () -> reconciliation.reconcile(
                        chart, new Reconciliation.Outcome(seen, Map.of(), List.of(), List.of())));
        assertTrue(refused.failure() instanceof Failure.Conflict);
        assertEquals(0, all("List").size());
    }

    @Test
    void aDrugBoughtOverTheCounterIsCheckedAgainstWhatIsTaken() {
        reconcile(Map.of(), "ibuprofen 400 otc prn");
        JsonObject told = all("MedicationStatement").getFirst();
        assertTrue(told.toString().contains("over-the-counter"), told.toString());
        assertEquals("ibuprofen 400 mg tablet", row("ibuprofen").first().name());
        int entries = all("List").getFirst().objects("entry").size();
        assertEquals(3, entries);

        SafetyCheck safety = new SafetyCheck(Knowledge.shipped(), DRUGS);
        Checks checks = new Checks(
                () -> safety,
                DRUGS,
                Catalogues.shipped(),
                Labs.shipped(),
                Imaging.shipped(),
                fixture.searches(),
                Bodies.shipped(),
                caller -> addresses -> fixture.records.visible(caller, addresses),
                RuleBook.none(),
                clock);
        Recheck recheck = new Recheck(checks, fixture.records, R4.types(), clock);
        assertTrue(recheck.run("p") >= 1);
        assertTrue(all("Task").getFirst().toString().contains("ibuprofen"));

        reconcile(Map.of(row("ibuprofen").key(), new Answered(How.NOT_TAKING, "", null)));
        assertEquals("stopped", all("MedicationStatement").getFirst().text("status"));
        assertEquals(Set.of("warfarin 5 mg tablet", "metFORMIN 500 mg tablet"), names());
    }

    private Set<String> names() {
        return reader.list(CALLER, "p").current().stream()
                .map(each -> each.first().name())
                .collect(java.util.stream.Collectors.toSet());
    }
}
