package org.throughline.care.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Member;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Roster;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Worklist;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.RecordSettings;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.lab.Flag;
import org.throughline.terminology.lab.Labs;

/** Results from the form and from elsewhere wait until somebody has looked at them, and others are told when nobody does. */
class ResultsTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Labs LABS = Labs.shipped();
    private static final SearchFixture RECORD =
            new SearchFixture(new RecordSettings(false, true), fixture -> new Arrival(CLOCK));
    private static final Results RESULTS = new Results(RECORD.records, RECORD.searches(), R4.types(), LABS, CLOCK);
    private static final Worklist LISTS =
            new Worklist(RECORD.records, RECORD.searches(), Worklist.Begun.NOTHING, CLOCK);
    private static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);
    private static final Roster TEAM = new Roster(List.of(
            member(1, "Owner", "practice-manager"),
            member(2, "Dr Two", "physician"),
            member(3, "Dr Three", "physician"),
            member(4, "Lab", "lab")));
    private static int patients;

    private static Member member(long account, String name, String role) {
        return new Member(
                account,
                name,
                Set.of("Practitioner/" + account),
                true,
                account == 1,
                List.of(new Member.Held(role, account)),
                false,
                null);
    }

    @BeforeAll
    static void people() {
        for (int i = 1; i <= 4; i++) {
            RECORD.store("{'resourceType':'Practitioner','id':'" + i + "'}");
        }
    }

    private static String patient() {
        String id = "p" + ++patients;
        RECORD.store("{'resourceType':'Patient','id':'" + id + "','birthDate':'1980-05-06','gender':'female'}");
        return id;
    }

    private static Entries.Chart chart(String patient, long who) {
        return new Entries.Chart(CALLER, patient, new Author("Practitioner/" + who, "P" + who));
    }

    private static void order(String id, String patient, String loinc, String name) {
        RECORD.store(
                "{'resourceType':'ServiceRequest','id':'%s','status':'active','intent':'order','subject':{'reference':'Patient/%s'},'requester':{'reference':'Practitioner/2','display':'Dr Two'},'code':{'coding':[{'system':'http://loinc.org','code':'%s'}],'text':'%s'}}"
                        .formatted(id, patient, loinc, name));
    }

    private static NewReport report(String patient, String order, String... values) {
        Order asked = RESULTS.ordered(CALLER, patient).stream()
                .filter(each -> each.id().equals(order))
                .findFirst()
                .orElse(null);
        var panel = asked == null
                ? LABS.named("Potassium").orElseThrow()
                : RESULTS.lab(asked.code()).orElseThrow();
        List<NewReport.Value> typed = new java.util.ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            var lab = LABS.tests(panel).get(i);
            typed.add(new NewReport.Value(lab, Typed.read(lab, values[i]), ""));
        }
        return new NewReport(asked, panel, CLOCK.instant().minusSeconds(600), typed, "", true);
    }

    private static Optional<Waiting> waiting(String report) {
        return LISTS.results().stream().filter(each -> each.id().equals(report)).findFirst();
    }

    private static String holder(String report) {
        return TEAM.holder(waiting(report).orElseThrow().addressees())
                .map(Member::name)
                .orElse("");
    }

    private static Sorting sorting(Duration later) {
        return new Sorting(RECORD.records, RECORD.searches(), R4.types(), LABS, Clock.offset(CLOCK, later));
    }

    private static int press(Duration later) {
        return new Pressing(
                        LISTS,
                        RECORD.records,
                        RECORD.searches(),
                        R4.types(),
                        () -> Pressing.Rule.USUAL,
                        () -> TEAM,
                        Clock.offset(CLOCK, later))
                .run();
    }

    private static List<JsonObject> tasks(String report) {
        return new Finder(RECORD.records, RECORD.searches())
                .find(
                        CALLER,
                        "Task",
                        50,
                        Finder.of("focus", "DiagnosticReport/" + report),
                        Finder.of("status", "requested"))
                .matches();
    }

    @Test
    void whatIsEnteredForAnOrderWaitsForWhoeverOrderedItUntilTheyAcknowledge() {
        String patient = patient();
        order("bmp", patient, "24321-2", "Basic metabolic panel");
        String id = RESULTS.enter(chart(patient, 4), report(patient, "bmp", "139", "6.8", "<95"));

        Report report = RESULTS.report(CALLER, patient, id);
        assertEquals(
                List.of("139", "6.8", "<95"),
                report.lines().stream().map(Report.Line::value).toList());
        assertEquals(
                List.of(Optional.of(Flag.NORMAL), Optional.of(Flag.CRITICAL_HIGH), Optional.of(Flag.OFF_LOW)),
                report.lines().stream().map(Report.Line::flag).toList());
        assertEquals("3.5–5.0", report.lines().get(1).range());
        assertEquals(Urgency.CRITICAL, report.urgency());
        assertEquals("Dr Two", holder(id));
        assertEquals(Waiting.Priority.STAT, waiting(id).orElseThrow().priority());
        assertTrue(RESULTS.ordered(CALLER, patient).isEmpty());

        RESULTS.acknowledge(chart(patient, 2), id, report.version(), "Called the patient");
        assertTrue(waiting(id).isEmpty());
        Report.Look look = RESULTS.looks(CALLER, id).getFirst();
        assertEquals("P2", look.by());
        assertEquals("Called the patient", look.comment());
        Failed late =
                assertThrows(Failed.class, () -> RESULTS.acknowledge(chart(patient, 3), id, report.version(), ""));
        assertInstanceOf(Failure.Conflict.class, late.failure());
    }

    @Test
    void nothingIsEnteredForTheOrderOfAnotherPatientOrTwice() {
        String one = patient();
        String other = patient();
        order("mine", one, "2823-3", "Potassium");
        NewReport wanted = report(one, "mine", "4.1");
        Failed wrong = assertThrows(Failed.class, () -> RESULTS.enter(chart(other, 4), wanted));
        assertInstanceOf(Failure.Conflict.class, wrong.failure());
        RESULTS.enter(chart(one, 4), wanted);
        assertThrows(Failed.class, () -> RESULTS.enter(chart(one, 4), wanted));
        assertEquals(1, RESULTS.newest(CALLER, one, 10).size());
    }

    @Test
    void aReportFromElsewhereIsTiedToItsOrderAndJudged() {
        String patient = patient();
        order("k", patient, "2823-3", "Potassium");
        String id = foreign(patient, "api", "7.1");
        assertEquals("Dr Two", holder(id), "a physician looks at what nobody in particular is to look at");

        sorting(Duration.ZERO).run();
        Waiting sorted = waiting(id).orElseThrow();
        assertEquals(new Addressee.Person("Practitioner/2"), sorted.addressees().getFirst());
        assertEquals(Waiting.Priority.STAT, sorted.priority());
        assertEquals("k", RESULTS.report(CALLER, patient, id).order());
        assertTrue(RESULTS.ordered(CALLER, patient).isEmpty());
    }

    private static String foreign(String patient, String id, String potassium) {
        RECORD.store(
                "{'resourceType':'Observation','id':'%sv','status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],'code':{'coding':[{'system':'http://loinc.org','code':'2823-3'}]},'subject':{'reference':'Patient/%s'},'effectiveDateTime':'%s','valueQuantity':{'value':%s,'unit':'mmol/L','system':'http://unitsofmeasure.org','code':'mmol/L'}}"
                        .formatted(id, patient, CLOCK.instant(), potassium));
        RECORD.store(foreignReport(patient, id, "final"));
        return id;
    }

    private static String foreignReport(String patient, String id, String status) {
        return "{'resourceType':'DiagnosticReport','id':'%s','status':'%s','code':{'coding':[{'system':'http://loinc.org','code':'2823-3'}],'text':'Potassium'},'subject':{'reference':'Patient/%s'},'issued':'%s','result':[{'reference':'Observation/%sv'}]}"
                .formatted(id, status, patient, CLOCK.instant(), id);
    }

    @Test
    void whatWasChangedWaitsAgainForEverybodyWhoHadLooked() {
        String patient = patient();
        String id = foreign(patient, "again", "4.1");
        sorting(Duration.ZERO).run();
        RESULTS.acknowledge(
                chart(patient, 2), id, RESULTS.report(CALLER, patient, id).version(), "");
        assertTrue(waiting(id).isEmpty());

        RECORD.store(foreignReport(patient, id, "corrected"));
        assertTrue(waiting(id).orElseThrow().what().startsWith("Corrected: "));
        RESULTS.forward(
                chart(patient, 3),
                id,
                RESULTS.report(CALLER, patient, id).version(),
                new Recipient(new Addressee.Person("Practitioner/3"), "Dr Three"));
        sorting(Duration.ZERO).run();
        sorting(Duration.ZERO).run();
        assertEquals("Dr Three", holder(id));
        assertEquals(
                List.of("Practitioner/2"),
                tasks(id).stream()
                        .map(task -> String.valueOf(java.util.Objects.requireNonNull(task.object("owner"))
                                .text("reference")))
                        .toList());
    }

    /** A lab's system that writes a report again, without our tags, takes it off nobody's list. */
    @Test
    void aReportThatIsWrittenAgainStaysOnItsList() {
        String patient = patient();
        String id = foreign(patient, "same", "4.1");
        RECORD.store(foreignReport(patient, id, "final"));
        assertTrue(waiting(id).isPresent());
        RECORD.store(foreignReport(patient, id, "entered-in-error"));
        assertTrue(waiting(id).orElseThrow().what().startsWith("Withdrawn: "));
    }

    @Test
    void historyThatSomebodyBringsAlongWaitsForNobody() {
        String patient = patient();
        RECORD.store(foreignReport(patient, "old", "final")
                .replaceFirst("'issued':'[^']*'", "'issued':'2019-01-02T08:00:00Z'")
                .replace(",'result':[{'reference':'Observation/oldv'}]", ""));
        assertTrue(waiting("old").isEmpty());
    }

    /** US Core lets the notes of clinicians be reports too. */
    @Test
    void aNoteThatComesAsAReportWaitsForNobody() {
        String patient = patient();
        RECORD.store(foreignReport(patient, "note", "final")
                .replace(",'result':[{'reference':'Observation/notev'}]", "")
                .replaceFirst(
                        "'code':\\{",
                        "'category':[{'coding':[{'system':'http://loinc.org','code':'34117-2'}]}],'code':{"));
        assertTrue(waiting("note").isEmpty());
    }

    @Test
    void aValueWithoutAReportGetsOneAndACorrectedOneLetsItsReportWaitAgain() {
        String patient = patient();
        RECORD.store(
                "{'resourceType':'Observation','id':'lone','status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],'code':{'text':'Odd test'},'subject':{'reference':'Patient/%s'},'effectiveDateTime':'%s','valueString':'odd'}"
                        .formatted(patient, CLOCK.instant()));
        sorting(Duration.ofMinutes(3)).run();
        sorting(Duration.ofMinutes(3)).run();
        List<Report> made = RESULTS.waiting(CALLER, patient);
        assertEquals(1, made.size());
        assertEquals("odd", made.getFirst().lines().getFirst().value());

        RESULTS.acknowledge(
                chart(patient, 2), made.getFirst().id(), made.getFirst().version(), "");
        RECORD.store(
                "{'resourceType':'Observation','id':'lone','status':'corrected','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],'code':{'text':'Odd test'},'subject':{'reference':'Patient/%s'},'effectiveDateTime':'%s','valueString':'even'}"
                        .formatted(patient, CLOCK.instant()));
        sorting(Duration.ofMinutes(3)).run();
        assertEquals("corrected", RESULTS.waiting(CALLER, patient).getFirst().status());
    }

    @Test
    void othersAreToldOnceWhenNobodyLooksAndNoMoreOnceSomebodyHas() {
        String patient = patient();
        order("slow", patient, "2823-3", "Potassium");
        String id = RESULTS.enter(chart(patient, 4), report(patient, "slow", "7.2"));
        press(Duration.ofMinutes(29));
        assertEquals(0, tasks(id).size());
        press(Duration.ofMinutes(31));
        press(Duration.ofMinutes(32));
        List<JsonObject> told = tasks(id);
        assertEquals(1, told.size());
        assertTrue(told.getFirst().toString().contains("Practitioner/3"), told.toString());
        assertFalse(told.getFirst().toString().contains("Potassium"), "it says nothing of the result itself");
        press(Duration.ofMinutes(61));
        press(Duration.ofMinutes(90));
        assertEquals(2, tasks(id).size());
        assertTrue(tasks(id).toString().contains("practice-manager"));

        RESULTS.acknowledge(
                chart(patient, 3), id, RESULTS.report(CALLER, patient, id).version(), "");
        assertEquals(0, tasks(id).size());
        press(Duration.ofHours(2));
        assertEquals(0, tasks(id).size());
    }

    @Test
    void aNormalResultIsToldAfterAWeek() {
        String patient = patient();
        order("calm", patient, "2823-3", "Potassium");
        String id = RESULTS.enter(chart(patient, 4), report(patient, "calm", "4.2"));
        press(Duration.ofDays(6));
        assertEquals(0, tasks(id).size());
        press(Duration.ofDays(8));
        assertEquals(1, tasks(id).size());
    }

    @Test
    void aValueIsCorrectedAndKeepsItsHistory() {
        String patient = patient();
        String id = RESULTS.enter(chart(patient, 4), report(patient, "", "7.2"));
        Report before = RESULTS.report(CALLER, patient, id);
        RESULTS.acknowledge(chart(patient, 2), id, before.version(), "");
        var potassium = LABS.named("Potassium").orElseThrow();
        RESULTS.correct(
                chart(patient, 4),
                id,
                RESULTS.report(CALLER, patient, id).version(),
                Map.of(
                        before.lines().getFirst().id(),
                        new NewReport.Value(potassium, Typed.read(potassium, "4.2"), "Hemolyzed before")));
        Report after = RESULTS.report(CALLER, patient, id);
        assertEquals("4.2", after.lines().getFirst().value());
        assertEquals(Optional.of(Flag.NORMAL), after.lines().getFirst().flag());
        assertTrue(
                after.corrected() && after.waits() && after.lines().getFirst().corrected());
        assertEquals(Urgency.ROUTINE, after.urgency());
    }

    @Test
    void nobodyCanTurnOffThatOthersAreTold() {
        Duration day = Duration.ofDays(1);
        assertThrows(
                IllegalArgumentException.class, () -> new Pressing.Rule(Duration.ZERO, Duration.ofHours(1), day, day));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Pressing.Rule(Duration.ofHours(1), Duration.ofMinutes(30), day, day));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Pressing.Rule(Duration.ofMinutes(30), Duration.ofHours(1), day, Duration.ZERO));
    }

    @Test
    void whoeverOrderedIsToldWhenNothingComesOfIt() {
        String patient = patient();
        RECORD.store(
                "{'resourceType':'ServiceRequest','id':'lost','status':'active','intent':'order','authoredOn':'%s','subject':{'reference':'Patient/%s'},'requester':{'reference':'Practitioner/2','display':'Dr Two'},'code':{'text':'Odd test'}}"
                        .formatted(CLOCK.instant(), patient));
        assertEquals(0, unreported(Duration.ofDays(13)).run());
        assertEquals(1, unreported(Duration.ofDays(15)).run());
        assertEquals(0, unreported(Duration.ofDays(15)).run());
        assertEquals(1, unreported(Duration.ofDays(29)).run());
        assertEquals(2, out("lost").size());
        RECORD.store(
                "{'resourceType':'ServiceRequest','id':'lost','status':'revoked','intent':'order','authoredOn':'%s','subject':{'reference':'Patient/%s'},'code':{'text':'Odd test'}}"
                        .formatted(CLOCK.instant(), patient));
        assertEquals(0, unreported(Duration.ofDays(30)).run());
        assertEquals(0, out("lost").size());
    }

    private static Unreported unreported(Duration later) {
        return new Unreported(RECORD.records, RECORD.searches(), R4.types(), Clock.offset(CLOCK, later));
    }

    private static List<JsonObject> out(String order) {
        return new Finder(RECORD.records, RECORD.searches())
                .find(
                        CALLER,
                        "Task",
                        50,
                        Finder.of("focus", "ServiceRequest/" + order),
                        Finder.of("status", "requested"))
                .matches();
    }

    @Test
    void nothingIsGuessedOfWhatWasTyped() {
        var potassium = LABS.named("Potassium").orElseThrow();
        assertInstanceOf(Typed.Fault.class, Typed.read(potassium, "4,2"));
        assertInstanceOf(Typed.Fault.class, Typed.read(potassium, "high"));
        assertEquals(new Typed.Amount(">=", "10"), Typed.read(potassium, " ≥ 10 "));
        assertEquals(new Typed.Amount(null, "4.20"), Typed.read(potassium, "4.20"));
        assertInstanceOf(Typed.Nothing.class, Typed.read(potassium, " "));
    }
}
