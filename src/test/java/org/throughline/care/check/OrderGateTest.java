package org.throughline.care.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Bodies;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.RecordSettings;
import org.throughline.record.Target;
import org.throughline.safety.SafetyCheck;
import org.throughline.safety.rule.FileSource;
import org.throughline.safety.rule.Knowledge;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;

/** Orders of people pass the gate whichever way they come: nothing dangerous comes into force unanswered. */
class OrderGateTest {
    private static final Caller PHYSICIAN =
            new Caller("account/1", "Grace Ito", new Capacity("Physician", ""), Rights.EVERYTHING);
    private static final Caller PROGRAM = new Caller("token/1", "Interface", Rights.EVERYTHING);
    private static final Pattern KEY = Pattern.compile("urn:throughline:finding\\|([0-9a-f]{32})");
    private static final Drugs DRUGS = Drugs.shipped();
    private static final SafetyCheck SAFETY = new SafetyCheck(Knowledge.shipped(), Drugs.shipped());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T15:00:00Z"));
    private final Clock clock = new Moving();
    private final Book book = new Book();
    private final SearchFixture fixture = new SearchFixture(
            new RecordSettings(false, true),
            of -> new OrderGate(checks(SAFETY, of), of.search, Bodies.shipped(), clock));

    private final class Moving extends Clock {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    /** Counts what is told. */
    private static final class Book implements RuleBook {
        private Set<String> off = Set.of();
        private final List<Spoken> signed = new ArrayList<>();

        @Override
        public Set<String> off(String by) {
            return off;
        }

        @Override
        public void shown(Collection<Spoken> spoken) {}

        @Override
        public void signed(OpenTransaction transaction, Collection<Spoken> spoken) {
            signed.addAll(spoken);
        }

        @Override
        public void overridden(Collection<byte[]> findings) {}
    }

    private Checks checks(SafetyCheck safety, SearchFixture of) {
        return new Checks(
                () -> safety,
                DRUGS,
                Catalogues.shipped(),
                Labs.shipped(),
                Imaging.shipped(),
                of.searches(),
                Bodies.shipped(),
                caller -> addresses -> of.records.visible(caller, addresses),
                book,
                clock);
    }

    OrderGateTest() {
        fixture.store(
                "{'resourceType':'Patient','id':'p','gender':'female','birthDate':'1980-01-01'}",
                "{'resourceType':'Practitioner','id':'ito'}",
                "{'resourceType':'Practitioner','id':'osei'}",
                prescription("phenelzine", "phenelzine 15 mg tablet", "ito"));
    }

    private static String prescription(String id, String drug, String by) {
        String code = String.valueOf(
                DRUGS.named(drug).orElseThrow().ingredients().getFirst().rxcui());
        return "{'resourceType':'MedicationRequest','id':'" + id + "','status':'active','intent':'order',"
                + "'subject':{'reference':'Patient/p'},'authoredOn':'2026-11-01','requester':{'reference':'Practitioner/"
                + by + "'},'medicationCodeableConcept':{'coding':[{'system':"
                + "'http://www.nlm.nih.gov/research/umls/rxnorm','code':'" + code + "'}],'text':'" + drug + "'}}";
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject fluoxetine(String id, String by) {
        return json(prescription(id, "fluoxetine 20 mg capsule", by));
    }

    private void write(Caller caller, JsonObject... orders) {
        List<Intent> intents = new ArrayList<>();
        for (JsonObject order : orders) {
            intents.add(new Intent.Update(
                    new Target.ById(Parts.text(order, "resourceType"), Parts.text(order, "id")),
                    () -> order,
                    Precondition.NONE,
                    null));
        }
        fixture.records.write(
                caller,
                intents,
                (at, written, patients) -> Access.of(at, caller, Action.UPDATE, 0, "orders", 200, patients));
    }

    private JsonObject read(String id) {
        return Bodies.shipped()
                .open(Objects.requireNonNull(
                        fixture.records.read(PROGRAM, "MedicationRequest", id).body()));
    }

    private String refused(JsonObject... orders) {
        Failed failed = assertThrows(Failed.class, () -> write(PHYSICIAN, orders));
        Failure.Invalid invalid = assertInstanceOf(Failure.Invalid.class, failed.failure());
        Matcher key = KEY.matcher(invalid.issues().getFirst().message());
        assertTrue(key.find(), invalid.toString());
        return key.group(1);
    }

    @Test
    void aDangerThatNobodyHasAnsweredHoldsTheOrderBackAndNamesHowToAnswer() {
        String key = refused(fluoxetine("f", "ito"));

        assertEquals(32, key.length());
        assertThrows(Failed.class, () -> read("f"));
    }

    @Test
    void anAnsweredDangerPassesAndStandsInTheOrderWithWhoAnsweredAndWhen() {
        String key = refused(fluoxetine("f", "ito"));

        write(PHYSICIAN, Answers.with(fluoxetine("f", "ito"), Map.of(key, "Washed out for five weeks"), false));

        JsonObject stored = read("f");
        JsonObject issue = stored.objects("contained").getFirst();
        JsonObject mitigation = issue.objects("mitigation").getFirst();
        assertEquals("high", issue.text("severity"));
        assertEquals("2026-11-26T15:00:00Z", mitigation.text("date"));
        assertEquals("Practitioner/ito", Parts.text(mitigation.object("author"), "reference"));
        assertEquals(
                "#" + issue.text("id"),
                stored.objects("detectedIssue").getFirst().text("reference"));
        assertTrue(stored.objects("extension").stream().anyMatch(each -> Answers.CHECK.equals(each.text("url"))));
    }

    @Test
    void anAnswerIsForThatFindingOnly() {
        String other = "0".repeat(32);

        assertThrows(
                Failed.class,
                () -> write(PHYSICIAN, Answers.with(fluoxetine("f", "ito"), Map.of(other, "I know"), false)));
        assertThrows(
                Failed.class,
                () -> write(
                        PHYSICIAN,
                        Answers.with(fluoxetine("f", "ito"), Map.of(refused(fluoxetine("f", "ito")), " "), false)));
    }

    @Test
    void theSamePrescriberIsNotAskedAgainForAYearAndAnotherIs() {
        String key = refused(fluoxetine("f", "ito"));
        write(PHYSICIAN, Answers.with(fluoxetine("f", "ito"), Map.of(key, "Washed out"), false));
        write(PHYSICIAN, read("f").with("status", new JsonString("stopped")));

        write(PHYSICIAN, fluoxetine("again", "ito"));
        assertEquals(
                "Washed out",
                Parts.text(
                        read("again")
                                .objects("contained")
                                .getFirst()
                                .objects("mitigation")
                                .getFirst()
                                .object("action"),
                        "text"));
        write(PHYSICIAN, read("again").with("status", new JsonString("stopped")));
        refused(fluoxetine("other", "osei"));

        now.set(now.get().plus(Duration.ofDays(370)));
        refused(fluoxetine("later", "ito"));
    }

    @Test
    void whatAnotherOrganizationPrescribedCountsToo() {
        write(
                PHYSICIAN,
                read("phenelzine")
                        .with("status", new JsonString("stopped"))
                        .with("dispenseRequest", json("{'validityPeriod':{'end':'2020-01-01'}}")));
        JsonObject theirs = json(prescription("theirs", "tranylcypromine 10 mg tablet", "nobody-here"))
                .with("meta", JsonObject.of("tag", new JsonArray(List.of(Copy.tag(1, "Heart Center")))));
        fixture.records
                .copies()
                .change((keeping, connection) -> keeping.take(
                        new Copy.Origin(1),
                        Address.of("Patient", "p"),
                        Set.of(),
                        List.of(new Copy("MedicationRequest", "theirs", 1, now.get(), theirs))));

        Failed failed = assertThrows(Failed.class, () -> write(PHYSICIAN, fluoxetine("f", "ito")));

        assertTrue(failed.failure().toString().contains("FLUoxetine with tranylcypromine"), failed.failure()::toString);
    }

    @Test
    void ordersThatAreSignedTogetherAreCheckedAgainstEachOther() {
        write(
                PHYSICIAN,
                read("phenelzine")
                        .with("status", new JsonString("stopped"))
                        .with("dispenseRequest", json("{'validityPeriod':{'end':'2020-01-01'}}")));

        refused(json(prescription("t", "tranylcypromine 10 mg tablet", "ito")), fluoxetine("f", "ito"));

        write(PHYSICIAN, fluoxetine("f", "ito"));
    }

    @Test
    void ofTwoThatAreSignedAtTheSameMomentOneWaitsAndIsCheckedAgainstTheOther() throws Exception {
        write(
                PHYSICIAN,
                read("phenelzine")
                        .with("status", new JsonString("stopped"))
                        .with("dispenseRequest", json("{'validityPeriod':{'end':'2020-01-01'}}")));
        Caller other = new Caller("account/2", "Kofi Osei", new Capacity("Physician", ""), Rights.EVERYTHING);

        int refusals = 0;
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> writes = List.of(
                    () -> signs(PHYSICIAN, json(prescription("t", "tranylcypromine 10 mg tablet", "ito"))),
                    () -> signs(other, fluoxetine("f", "osei")));
            for (Future<Boolean> each : both.invokeAll(writes)) {
                refusals += each.get() ? 0 : 1;
            }
        }

        assertEquals(1, refusals);
    }

    private boolean signs(Caller caller, JsonObject order) {
        try {
            write(caller, order);
            return true;
        } catch (Failed e) {
            return false;
        }
    }

    @Test
    void whatDoesNotChangeTheOrderDoesNotAskAgain() {
        write(PROGRAM, fluoxetine("f", "ito"));

        write(PHYSICIAN, read("f").with("note", JsonArray.of(JsonObject.of("text", new JsonString("Called")))));
        refused(read("f").with("dosageInstruction", JsonArray.of(JsonObject.of("text", new JsonString("2 daily")))));
    }

    @Test
    void aTestThatIsOutAlreadyIsSaidBesideTheSameTest() {
        write(PROGRAM, lab("out", "2160-0", "Creatinine"));
        JsonObject again = lab("again", "2160-0", "Creatinine");
        write(PHYSICIAN, again);

        JsonObject stored = Bodies.shipped()
                .open(Objects.requireNonNull(
                        fixture.records.read(PROGRAM, "ServiceRequest", "again").body()));
        assertTrue(
                stored.objects("contained").stream()
                        .anyMatch(
                                each -> Parts.text(each.object("code"), "text").equals("repeated test")),
                stored.toString());
    }

    private static JsonObject lab(String id, String loinc, String name) {
        return json("{'resourceType':'ServiceRequest','id':'" + id + "','status':'active','intent':'order',"
                + "'category':[{'coding':[{'system':'http://snomed.info/sct','code':'108252007'}]}],"
                + "'code':{'coding':[{'system':'http://loinc.org','code':'" + loinc + "'}],'text':'" + name + "'},"
                + "'subject':{'reference':'Patient/p'},'requester':{'reference':'Practitioner/ito'}}");
    }

    @Test
    void theFirstAdministratorIsAskedToo() {
        Caller administrator = new Caller("account/9", "Admin", Rights.EVERYTHING);

        assertThrows(Failed.class, () -> write(administrator, fluoxetine("f", "ito")));
    }

    @Test
    void whatAProgramBringsIsStored() {
        write(PROGRAM, fluoxetine("f", "ito"));

        assertEquals("active", read("f").text("status"));
        assertEquals(LocalDate.parse("2026-11-01"), LocalDate.parse(Parts.text(read("f"), "authoredOn")));
    }

    @Test
    void whatARuleThatIsOffWouldSayIsNotCheckedAndStandsInTheOrder() {
        book.off = Set.of("two-same");
        write(PHYSICIAN, json(prescription("again", "phenelzine 15 mg tablet", "ito")));

        JsonObject stored = read("again");
        String check = stored.objects("extension").toString();
        assertTrue(stored.objects("contained").isEmpty(), stored.toString());
        assertTrue(check.contains("has been switched off"), check);
    }

    @Test
    void whatNobodyMaySwitchOffHoldsNevertheless() {
        book.off = Set.of("onc-ssri-maoi");

        refused(fluoxetine("f", "ito"));
    }

    @Test
    void whatIsSignedIsCountedWithItsRule() {
        String key = refused(fluoxetine("f", "ito"));
        book.signed.clear();

        write(PHYSICIAN, Answers.with(fluoxetine("f", "ito"), Map.of(key, "Washed out for five weeks"), false));

        RuleBook.Spoken spoken = book.signed.stream()
                .filter(RuleBook.Spoken::interrupts)
                .findFirst()
                .orElseThrow();
        assertEquals("onc-ssri-maoi", spoken.rule());
        assertEquals(16, spoken.finding().length);
    }

    @Test
    void withoutWhatTheChecksKnowFromItIsSignedOnlyByWhoeverSaysThatTheyKnow() {
        Knowledge lame = Knowledge.read(name -> name.equals("renal.tsv")
                ? Optional.empty()
                : FileSource.shipped().read(name));
        SearchFixture record = new SearchFixture(
                new RecordSettings(false, true),
                of -> new OrderGate(checks(new SafetyCheck(lame, DRUGS), of), of.search, Bodies.shipped(), clock));
        record.store("{'resourceType':'Patient','id':'p','gender':'female','birthDate':'1980-01-01'}");
        JsonObject order = json(prescription("a", "amoxicillin 500 mg capsule", "ito")
                .replace("'requester':{'reference':'Practitioner/ito'},", ""));

        Failed refused = assertThrows(Failed.class, () -> sign(record, order));
        assertTrue(
                refused.failure().toString().contains("missing, altered or past its date"),
                refused.failure().toString());
        sign(record, Answers.with(order, Map.of(), true));
    }

    private static void sign(SearchFixture record, JsonObject order) {
        record.records.write(
                PHYSICIAN,
                List.of(new Intent.Update(
                        new Target.ById("MedicationRequest", "a"), () -> order, Precondition.NONE, null)),
                (at, written, patients) -> Access.of(at, PHYSICIAN, Action.UPDATE, 0, "orders", 200, patients));
    }

    @Test
    void operatorsAreToldBeforeTheRulesArePastTheirDateAndWhenTheyAre() {
        assertEquals("", checks(SAFETY, fixture).warning());
        now.set(Instant.parse("2027-11-01T00:00:00Z"));
        assertTrue(checks(SAFETY, fixture).warning().contains("good until 2027-11-30"));
        now.set(Instant.parse("2027-12-01T00:00:00Z"));
        assertTrue(checks(SAFETY, fixture).warning().contains("interactions.tsv is past its date"));
    }
}
