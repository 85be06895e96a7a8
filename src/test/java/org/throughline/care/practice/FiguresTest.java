package org.throughline.care.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.task.Member;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Worklist;
import org.throughline.care.visit.Timing;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.definitions.R4;
import org.throughline.search.SearchFixture;

/** Figures of the practice, from what lies in the record. */
class FiguresTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Caller ALL = Caller.ofOperator("test", "Test", Scopes.parse("system/*.rs"));

    private final SearchFixture record = new SearchFixture();
    private final ScheduleReader schedule = new ScheduleReader(record.records, record.searches());
    private final Visits visits = new Visits(record.records, record.searches(), R4.types(), Clock.systemUTC());

    private void people() {
        record.store(
                "{'resourceType':'Practitioner','id':'d'}",
                "{'resourceType':'Schedule','id':'d','active':true,'actor':[{'reference':'Practitioner/d','display':'Alex Rivera'}]}",
                "{'resourceType':'Patient','id':'p'}",
                "{'resourceType':'Patient','id':'q'}");
    }

    private void appointment(String id, String status, Instant start) {
        record.store(
                ("{'resourceType':'Appointment','id':'%s','status':'%s','start':'%s','end':'%s','serviceType':[{'text':'Sick visit'}],"
                                + "'participant':[{'actor':{'reference':'Patient/p'},'status':'accepted'},"
                                + "{'actor':{'reference':'Practitioner/d'},'status':'accepted'}]}")
                        .formatted(id, status, start, start.plusSeconds(900)));
    }

    /** Arrived so many minutes after the time of the appointment, then so many in each step. */
    private void visit(String id, Instant booked, int late, int waits, int room, int seen, int leaving) {
        Instant arrived = booked.plus(late, ChronoUnit.MINUTES);
        Instant roomed = arrived.plus(waits, ChronoUnit.MINUTES);
        Instant with = roomed.plus(room, ChronoUnit.MINUTES);
        Instant done = with.plus(seen, ChronoUnit.MINUTES);
        Instant left = done.plus(leaving, ChronoUnit.MINUTES);
        record.store(
                ("{'resourceType':'Encounter','id':'%s','status':'finished','class':{'code':'AMB'},'subject':{'reference':'Patient/p'},"
                                + "'appointment':[{'reference':'Appointment/%s'}],'period':{'start':'%s','end':'%s'},'participant':[{'type':[{'coding':["
                                + "{'system':'http://terminology.hl7.org/CodeSystem/v3-ParticipationType','code':'ATND'}]}],'period':{'start':'%s','end':'%s'},"
                                + "'individual':{'reference':'Practitioner/d'}}],'statusHistory':["
                                + "{'status':'arrived','period':{'start':'%s','end':'%s'}},{'status':'triaged','period':{'start':'%s','end':'%s'}},"
                                + "{'status':'in-progress','period':{'start':'%s','end':'%s'}}]}")
                        .formatted(id, id, arrived, left, with, done, arrived, roomed, roomed, with, with, left));
    }

    @Test
    void eachStepOfAVisitIsTimedAndPutTogether() {
        people();
        Instant now = Instant.parse("2026-03-10T20:00:00Z");
        for (int i = 1; i <= 10; i++) {
            Instant booked = Instant.parse("2026-03-10T13:00:00Z").plus(i * 15L, ChronoUnit.MINUTES);
            appointment("v" + i, "fulfilled", booked);
            visit("v" + i, booked, i - 5, i, 2, 10, 1);
        }
        // Imported visits were led through no steps here.
        record.store(
                "{'resourceType':'Encounter','id':'old','status':'finished','class':{'code':'AMB'},"
                        + "'subject':{'reference':'Patient/p'},'period':{'start':'2026-03-10T13:00:00Z','end':'2026-03-10T13:20:00Z'}}");
        List<Seen> seen = new VisitTimes(schedule, visits).read(ALL, ZONE, "", now, 7);
        assertEquals(10, seen.size());
        Map<String, List<Seen>> byProvider = VisitTimes.groups(seen, Seen.By.PROVIDER, LocalDate.parse("2026-03-04"));
        assertEquals(List.of("Alex Rivera"), List.copyOf(byProvider.keySet()));
        List<Seen> group = byProvider.getOrDefault("Alex Rivera", List.of());
        assertEquals(minutes(10, 5, 9), VisitTimes.spread(group, Timing.Span.WAITING));
        assertEquals(minutes(10, 2, 2), VisitTimes.spread(group, Timing.Span.ROOM));
        assertEquals(minutes(10, 10, 10), VisitTimes.spread(group, Timing.Span.WITH_CLINICIAN));
        assertEquals(minutes(10, 1, 1), VisitTimes.spread(group, Timing.Span.LEAVING));
        assertEquals(minutes(10, 18, 22), VisitTimes.spread(group, Timing.Span.WHOLE));
        assertEquals(minutes(10, 0, 4), VisitTimes.late(group), "who comes early is on time");
        assertEquals(Optional.empty(), VisitTimes.spread(group.subList(0, 4), Timing.Span.WAITING), "too few");
        assertEquals("Sick visit", VisitTimes.key(seen.getFirst(), Seen.By.TYPE));
        assertEquals("2 Tuesday", VisitTimes.key(seen.getFirst(), Seen.By.WEEKDAY));
    }

    private static Optional<Spread> minutes(int count, int median, int ninth) {
        return Optional.of(new Spread(count, Duration.ofMinutes(median), Duration.ofMinutes(ninth)));
    }

    @Test
    void todaySaysWhoIsWhereAndWhatIsFree() {
        people();
        record.store(
                "{'resourceType':'PractitionerRole','id':'post','active':true,'practitioner':{'reference':'Practitioner/d'},"
                        + "'availableTime':[{'daysOfWeek':['mon','tue','wed','thu','fri','sat','sun'],'availableStartTime':'09:00:00','availableEndTime':'12:00:00'}]}",
                "{'resourceType':'Schedule','id':'d','active':true,'actor':[{'reference':'Practitioner/d','display':'Alex Rivera'},{'reference':'PractitionerRole/post'}]}");
        // New York: 13:00 UTC is 09:00 in summer.
        Instant nine = Instant.parse("2026-06-10T13:00:00Z");
        appointment("done", "fulfilled", nine);
        appointment("gone", "noshow", nine.plusSeconds(900));
        appointment("off", "cancelled", nine.plusSeconds(1800));
        appointment("here", "arrived", nine.plusSeconds(2700));
        appointment("next", "booked", nine.plusSeconds(5400));
        appointment("tomorrow", "booked", nine.plus(Duration.ofDays(1)));
        record.store(
                "{'resourceType':'Encounter','id':'e','status':'triaged','class':{'code':'AMB'},'subject':{'reference':'Patient/p'},"
                        + "'appointment':[{'reference':'Appointment/here'}],'period':{'start':'" + nine + "'}}");
        Today today = Today.read(schedule, visits, ALL, ZONE, "", nine.plus(Duration.ofHours(1)));
        Today.Row row = today.rows().getFirst();
        assertEquals(LocalDate.parse("2026-06-10"), today.day());
        assertEquals(1, today.rows().size());
        assertEquals(4, row.booked());
        Map<Today.State, Integer> counts = Map.of(
                Today.State.DONE, 1,
                Today.State.NO_SHOW, 1,
                Today.State.CANCELLED, 1,
                Today.State.IN_ROOM, 1,
                Today.State.EXPECTED, 1,
                Today.State.WAITING, 0);
        counts.forEach((state, count) -> assertEquals(count, row.count(state), state.name()));
        assertEquals(7, row.free(), "from 10:00 to 12:00 without 10:30");
    }

    private void note(String id, String author, Instant at, String more) {
        record.store(
                ("{'resourceType':'DocumentReference','id':'%s','status':'current','docStatus':'final','type':{'text':'Visit'},"
                                + "'category':[{'coding':[{'code':'clinical-note'}]}],'identifier':[{'system':'urn:throughline:note','value':'%s'}],"
                                + "'subject':{'reference':'Patient/p'},'date':'%s','author':[{'reference':'Practitioner/%s','display':'Dr %s'}],"
                                + "'content':[{'attachment':{'contentType':'text/plain'}}]%s}")
                        .formatted(id, id, at, author, author, more));
    }

    @Test
    void addendaAreCountedByMonthAndAuthorForTheNotesThatWereSignedHere() {
        people();
        record.store("{'resourceType':'Practitioner','id':'e'}");
        Instant now = Instant.parse("2026-03-20T12:00:00Z");
        for (int i = 0; i < 4; i++) {
            note("n" + i, i == 0 ? "e" : "d", now.minus(Duration.ofDays(i)), "");
        }
        note("last", "d", Instant.parse("2026-02-10T12:00:00Z"), "");
        note("a", "d", now, ",'relatesTo':[{'code':'appends','target':{'reference':'DocumentReference/n1'}}]");
        record.store(
                "{'resourceType':'DocumentReference','id':'outside','status':'current','date':'2026-03-20T10:00:00Z',"
                        + "'category':[{'coding':[{'code':'clinical-note'}]}],'subject':{'reference':'Patient/p'},'content':[{'attachment':{}}]}");
        SignedNotes notes = new SignedNotes(record.records, record.searches());
        SignedNotes.Figures figures =
                notes.count(ALL, Map.of("Practitioner/d", "Alex Rivera", "Practitioner/e", "Sam Okoye"), now, ZONE);
        assertEquals(
                new SignedNotes.Count("2026-03", "", 4, 1), figures.months().getFirst());
        assertEquals(
                new SignedNotes.Count("2026-02", "", 1, 0), figures.months().get(1));
        assertEquals(
                List.of(
                        new SignedNotes.Count("Practitioner/d", "Alex Rivera", 4, 1),
                        new SignedNotes.Count("Practitioner/e", "Sam Okoye", 1, 0)),
                figures.authors());
        assertEquals("25 %", figures.authors().getFirst().rate());
        SignedNotes.Addendum addendum = notes.addenda(ALL, "2026-03", now, ZONE).getFirst();
        assertEquals("a n1 p", addendum.id() + " " + addendum.appends() + " " + addendum.patient());
        assertEquals(1, notes.addenda(ALL, "Practitioner/d", now, ZONE).size());
        assertEquals(0, notes.addenda(ALL, "Practitioner/e", now, ZONE).size());
    }

    private void order(String id, String patient, String by, String code, String status, Instant written) {
        record.store(
                ("{'resourceType':'ServiceRequest','id':'%s','status':'%s','intent':'order','subject':{'reference':'Patient/%s'},"
                                + "'requester':{'reference':'Practitioner/%s','display':'Dr %s'},'authoredOn':'%s',"
                                + "'code':{'coding':[{'system':'http://loinc.org','code':'%s'}],'text':'Test %s'}}")
                        .formatted(id, status, patient, by, by, written, code, code));
    }

    @Test
    void anOrderThatWasTakenBackAtOnceAndWrittenForSomebodyElseIsAMixUp() {
        people();
        record.store("{'resourceType':'Practitioner','id':'e'}");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<String> wrong = List.of("wrong", "same-patient", "other-doctor", "other-test", "stays", "long-ago");
        for (String id : wrong) {
            order(id, "p", "d", id, "active", id.equals("long-ago") ? now.minus(Duration.ofHours(1)) : now);
        }
        for (String id : wrong) {
            if (!id.equals("stays")) {
                order(id, "p", "d", id, "revoked", id.equals("long-ago") ? now.minus(Duration.ofHours(1)) : now);
            }
        }
        order("right", "q", "d", "wrong", "active", now);
        order("again", "p", "d", "same-patient", "active", now);
        order("theirs", "q", "e", "other-doctor", "active", now);
        order("else", "q", "d", "something-else", "active", now);
        order("beside", "q", "d", "stays", "active", now);
        order("late", "q", "d", "long-ago", "active", now);
        // What was imported as it is was not taken back here.
        order("imported", "p", "d", "imported", "revoked", now);
        order("imported-2", "q", "d", "imported", "active", now);
        MixUps.Figures figures = new MixUps(record.records, record.searches()).find(ALL, now.minus(Duration.ofDays(1)));
        assertEquals(14, figures.orders());
        assertEquals("71.4", figures.rate());
        MixUps.MixUp found = figures.found().getFirst();
        assertEquals(1, figures.found().size(), () -> figures.found().toString());
        assertEquals(
                "wrong right p q", String.join(" ", found.first(), found.second(), found.patient(), found.other()));
    }

    @Test
    void whatWaitsIsToldByKindAgeAndWhoHasIt() {
        people();
        Instant now = Instant.parse("2026-03-20T12:00:00Z");
        record.store(
                "{'resourceType':'Task','id':'t1','status':'requested','intent':'order','authoredOn':'2026-03-20T08:00:00Z','owner':{'reference':'Practitioner/d'}}",
                "{'resourceType':'Task','id':'t2','status':'requested','intent':'order','authoredOn':'2026-03-01T08:00:00Z',"
                        + "'restriction':{'period':{'end':'2026-03-10'}},'owner':{'reference':'Practitioner/d'}}",
                "{'resourceType':'ServiceRequest','id':'o','status':'active','intent':'order','authoredOn':'2025-03-01T08:00:00Z','subject':{'reference':'Patient/p'},'requester':{'reference':'Practitioner/d'}}");
        Roster roster = new Roster(
                List.of(new Member(7, "Alex", Set.of("Practitioner/d"), true, false, List.of(), false, null)));
        Worklist worklist = new Worklist(record.records, record.searches(), Worklist.Begun.NOTHING, Clock.system(ZONE));
        OpenWork work = OpenWork.read(worklist, roster, now, LocalDate.parse("2026-03-20"));
        OpenWork.Part tasks = OpenWork.Part.ALL.of(Waiting.Kind.TASK);
        assertEquals(3, work.of(OpenWork.Part.ALL).size());
        assertEquals(2, work.of(tasks.on(7)).size());
        assertEquals(0, work.of(tasks.on(8)).size());
        assertEquals(1, work.of(tasks.of(OpenWork.Age.DAY)).size());
        assertEquals(1, work.of(tasks.of(OpenWork.Age.MONTH)).size());
        assertEquals(1, work.of(OpenWork.Part.ALL.of(OpenWork.Age.LONGER)).size());
        assertEquals(
                List.of("Task/t2"),
                work.of(OpenWork.Part.ALL.late()).stream()
                        .map(item -> item.waiting().reference())
                        .toList());
    }
}
