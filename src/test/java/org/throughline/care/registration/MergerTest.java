package org.throughline.care.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.access.Scopes;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditTrail;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.trail.PatientTrail;
import org.throughline.record.Stored;
import org.throughline.search.SearchFixture;

/** Two records of one person become one and two again, and nothing is lost on the way. */
class MergerTest {
    private static final SearchFixture RECORD = new SearchFixture();
    private static final Merger MERGER = new Merger(RECORD.records, RECORD.searches(), R4.types(), Clock.systemUTC());
    private static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);
    private static final Merger.Act ACT = new Merger.Act(CALLER, null, "Same person, two cards");

    private static void patients(String one, String other) {
        RECORD.store(
                "{'resourceType':'Patient','id':'%s','active':true,'identifier':[{'system':'urn:n','value':'%s'}],'name':[{'family':'Marlowe','given':['Ada']}],'birthDate':'1980-05-06'}"
                        .formatted(one, one),
                "{'resourceType':'Patient','id':'%s','active':true,'identifier':[{'system':'urn:n','value':'%s'}],'name':[{'family':'Marlow','given':['Ada']}],'birthDate':'1980-05-06','telecom':[{'system':'phone','value':'555 0100'}]}"
                        .formatted(other, other));
    }

    private static void condition(String id, String patient) {
        RECORD.store("{'resourceType':'Condition','id':'%s','subject':{'reference':'Patient/%s'},'code':{'text':'%s'}}"
                .formatted(id, patient, id));
    }

    private static Set<String> found(String url) {
        return RECORD.page(CALLER, url).matches().stream()
                .map(Stored::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonObject read(String type, String id) {
        return RECORD.records
                .bodies()
                .open(Objects.requireNonNull(
                        RECORD.records.read(CALLER, type, id).body()));
    }

    private static void merge(String survivor, String replaced, MergeField... taken) {
        MERGER.merge(ACT, MERGER.side(CALLER, survivor), MERGER.side(CALLER, replaced), Set.of(taken));
    }

    private static void unmerge(String survivor, String... back) {
        MERGER.unmerge(ACT, MERGER.into(CALLER, survivor).getFirst(), Set.of(back));
    }

    @Test
    void searchesForEitherFindWhatIsFiledWithBoth() {
        patients("s1", "r1");
        condition("c1", "s1");
        condition("c2", "r1");
        merge("s1", "r1", MergeField.PHONE);

        assertEquals(Set.of("c1", "c2"), found("Condition?patient=s1"));
        assertEquals(Set.of("c1", "c2"), found("Condition?patient=Patient/r1"));
        assertEquals(Set.of("c1", "c2"), found("Patient/r1/Condition"));
        assertEquals(Set.of("c1", "c2"), found("Condition?patient.identifier=urn:n|r1"));
        assertEquals(Set.of("s1"), found("Patient?identifier=urn:n|r1&active=true"));
        assertEquals(JsonBoolean.FALSE, read("Patient", "r1").get("active"));
        assertTrue(read("Patient", "r1").toString().contains("replaced-by"));
        assertTrue(read("Patient", "s1").toString().contains("555 0100"));
        assertEquals("s1", RECORD.records.survivor("r1").orElse(""));
    }

    @Test
    void whoLookedAtEitherIsToldToThePatientOfBothUntilTheyAreTwoAgain() {
        patients("s9", "r9");
        AuditTrail audit = new AuditTrail(RECORD.database);
        for (String id : List.of("s9", "r9")) {
            audit.record(Access.of(
                    Instant.now(),
                    CALLER,
                    Action.VIEW,
                    0,
                    "chart/" + id + "/summary",
                    200,
                    Set.of(Address.of("Patient", id))));
        }
        Caller patient = new Caller(
                "p",
                "The patient",
                Rights.EVERYTHING.within(Scopes.parse("patient/AuditEvent.rs"), Set.of(Address.of("Patient", "s9"))));
        PatientTrail trail = new PatientTrail(audit.events(), RECORD.records);
        assertEquals(Set.of("chart/s9/summary"), viewed(trail.of(patient, "s9", 50, Long.MAX_VALUE)));
        merge("s9", "r9");
        List<AuditEntry> whole = trail.of(patient, "s9", 50, Long.MAX_VALUE);
        assertEquals(Set.of("chart/s9/summary", "chart/r9/summary"), viewed(whole));
        whole.forEach(entry -> assertEquals(
                entry.number(), trail.entry(patient, "s9", entry.number()).number()));
        assertEquals(1, trail.of(patient, "s9", 1, Long.MAX_VALUE).size());
        unmerge("s9");
        assertEquals(Set.of("chart/s9/summary"), viewed(trail.of(patient, "s9", 50, Long.MAX_VALUE)));
    }

    private static Set<String> viewed(List<AuditEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.action() == Action.VIEW)
                .map(AuditEntry::target)
                .collect(Collectors.toSet());
    }

    @Test
    void nothingIsFiledWithTheOneThatWasReplaced() {
        patients("s2", "r2");
        merge("s2", "r2");
        Failed failed = assertThrows(Failed.class, () -> condition("c3", "r2"));
        assertTrue(failed.failure() instanceof Failure.Conflict
                && failed.failure().message().contains("Patient/s2"));
        assertThrows(Failed.class, () -> merge("s2", "r2"), "it was merged already");
    }

    @Test
    void noKnownAllergiesGivesWayToAnAllergyOfTheOther() {
        patients("s3", "r3");
        RECORD.store(
                "{'resourceType':'AllergyIntolerance','id':'none','patient':{'reference':'Patient/s3'},'code':{'coding':[{'system':'http://snomed.info/sct','code':'716186003'}]},"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]}}",
                "{'resourceType':'AllergyIntolerance','id':'latex','patient':{'reference':'Patient/r3'},'code':{'text':'Latex'}}");
        merge("s3", "r3");
        assertEquals(Set.of("latex", "none"), found("AllergyIntolerance?patient=s3"));
        assertTrue(read("AllergyIntolerance", "none").toString().contains("inactive"));
        unmerge("s3");
        merge("s3", "r3");
        unmerge("s3");
        assertFalse(read("AllergyIntolerance", "none").toString().contains("inactive"));
        assertEquals(Set.of("latex"), found("AllergyIntolerance?patient=r3"));
    }

    @Test
    void whoMayNotChangePatientsMergesNothingAndAReasonIsNeeded() {
        patients("s4", "r4");
        Merger.Side one = MERGER.side(CALLER, "s4");
        Merger.Side other = MERGER.side(CALLER, "r4");
        Caller reader = Caller.ofOperator("reader", "Reader", Scopes.parse("system/*.rs"));
        assertThrows(Failed.class, () -> MERGER.merge(new Merger.Act(reader, null, "why"), one, other, Set.of()));
        assertThrows(Failed.class, () -> MERGER.merge(new Merger.Act(CALLER, null, " "), one, other, Set.of()));
        condition("c4", "s4");
        RECORD.store("{'resourceType':'Patient','id':'r4','name':[{'family':'Changed'}]}");
        assertThrows(Failed.class, () -> MERGER.merge(ACT, one, other, Set.of()), "somebody changed it meanwhile");
        assertEquals(Set.of("c4"), found("Condition?patient=s4"));
    }

    /** A record that was merged in goes along when the one that took it is merged in turn, and comes back in turn. */
    @Test
    void mergesStandUponOneAnother() {
        patients("s5", "r5");
        patients("t5", "u5");
        condition("c5", "r5");
        merge("s5", "r5");
        merge("t5", "s5");
        assertEquals(Set.of("c5"), found("Condition?patient=t5"));
        assertEquals(Set.of("c5"), found("Condition?patient=r5"));
        unmerge("t5");
        assertEquals(Set.of("c5"), found("Condition?patient=s5"));
        assertEquals(Set.of(), found("Condition?patient=t5"));
        unmerge("s5");
        assertEquals(Set.of(), found("Condition?patient=s5"));
        assertEquals(Set.of("c5"), found("Condition?patient=r5"));
    }

    /** Whatever happens between the two, everything is where it belongs afterwards, and each version is kept. */
    @RepeatedTest(15)
    void nothingIsLostBetweenMergeAndUnmerge(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String survivor = "s-" + repetition.getCurrentRepetition();
        String replaced = "r-" + repetition.getCurrentRepetition();
        patients(survivor, replaced);
        Map<String, String> owner = new HashMap<>();
        Map<String, JsonObject> bodies = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            String id = "x" + repetition.getCurrentRepetition() + "-" + i;
            owner.put(id, random.nextBoolean() ? survivor : replaced);
            condition(id, owner.get(id));
        }
        JsonObject one = read("Patient", survivor).without("meta");
        JsonObject other = read("Patient", replaced).without("meta");
        owner.keySet().forEach(id -> bodies.put(id, read("Condition", id).without("meta")));

        merge(survivor, replaced, random.nextBoolean() ? MergeField.PHONE : MergeField.NAME);
        assertEquals(new TreeSet<>(owner.keySet()), found("Condition?_count=100&patient=" + survivor));

        Set<String> back = new HashSet<>();
        List<String> ids = new ArrayList<>(new TreeSet<>(owner.keySet()));
        for (int i = 0; i < 10; i++) {
            if (random.nextBoolean()) {
                String id = ids.get(random.nextInt(ids.size()));
                RECORD.store(
                        "{'resourceType':'Condition','id':'%s','subject':{'reference':'Patient/%s'},'code':{'text':'changed %s'}}"
                                .formatted(id, survivor, i));
                bodies.put(id, read("Condition", id).without("meta"));
            } else {
                String id = "y" + repetition.getCurrentRepetition() + "-" + i;
                condition(id, survivor);
                boolean goes = random.nextBoolean();
                owner.put(id, goes ? replaced : survivor);
                bodies.put(id, read("Condition", id).without("meta"));
                if (goes) {
                    back.add("Condition/" + id);
                }
            }
        }
        Merger.Merged merged = MERGER.into(CALLER, survivor).getFirst();
        assertEquals(
                owner.keySet().stream().filter(id -> id.startsWith("y")).collect(Collectors.toSet()),
                MERGER.since(CALLER, merged).stream()
                        .map(each -> each.reference().replace("Condition/", ""))
                        .collect(Collectors.toSet()));
        MERGER.unmerge(ACT, merged, back);

        for (String patient : List.of(survivor, replaced)) {
            Set<String> own = owner.keySet().stream()
                    .filter(id -> patient.equals(owner.get(id)))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(own, found("Condition?_count=100&patient=" + patient));
        }
        assertEquals(one, read("Patient", survivor).without("meta"));
        assertEquals(other, read("Patient", replaced).without("meta"));
        bodies.forEach((id, body) -> {
            String text = read("Condition", id).without("meta").toString();
            assertEquals(body.toString().replaceAll("Patient/[sr]-[0-9]+", "Patient/" + owner.get(id)), text);
            int last = RECORD.records.read(CALLER, "Condition", id).version();
            for (int version = 1; version <= last; version++) {
                assertEquals(
                        version,
                        RECORD.records
                                .readVersion(CALLER, "Condition", id, version)
                                .version());
            }
        });
    }
}
