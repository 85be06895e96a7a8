package org.throughline.care.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.search.SearchFixture;

/** The pages of a timeline, over random histories. */
class TimelineReaderTest {
    private static final SearchFixture RECORD = new SearchFixture();
    private static final ChartReader READER = new ChartReader(RECORD.records, RECORD.searches());
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    private static Caller caller(String scopes) {
        return Caller.ofOperator("test", "Test", Scopes.parse(scopes));
    }

    private static Timeline page(Caller caller, String patient, Set<Kind> kinds, @Nullable LocalDate before) {
        return READER.timeline(caller, patient, kinds, before, ZoneOffset.UTC);
    }

    private static String dated(Random random, int visit) {
        LocalDate day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(60));
        // Some days have more than is read for a page.
        String date = random.nextInt(3) == 0 ? "2020-02-02" : day.toString();
        return switch (random.nextInt(4)) {
            case 0 -> "'period':{'start':'" + date + "T10:0" + visit % 10 + ":00Z'}";
            case 1 -> "'period':{'start':'" + date.substring(0, 7) + "'}";
            case 2 -> "'status':'planned'";
            default -> "'period':{'start':'" + date + "'}";
        };
    }

    @Test
    void allPagesTogetherHaveEachDatedEntryOnceNewestFirst() {
        Random random = new Random(7);
        RECORD.store("{'resourceType':'Patient','id':'t'}");
        int visits = 300;
        for (int i = 0; i < visits; i++) {
            String dated = dated(random, i);
            String status = dated.contains("status") ? "" : "'status':'finished',";
            RECORD.store("{'resourceType':'Encounter','id':'e" + i + "'," + status
                    + "'class':{'code':'AMB'},'subject':{'reference':'Patient/t'}," + dated + "}");
        }
        for (int i = 0; i < 50; i++) {
            RECORD.store("{'resourceType':'Condition','id':'c" + i + "','subject':{'reference':'Patient/t'},"
                    + "'code':{'text':'Gout'},'onsetDateTime':'2020-01-" + (10 + random.nextInt(20)) + "'}");
        }
        List<Timeline.Entry> seen = new ArrayList<>();
        Caller caller = caller("system/*.rs");
        Timeline page = page(caller, "t", ALL, null);
        int pages = 1;
        seen.addAll(page.entries());
        while (page.next() != null) {
            page = page(caller, "t", ALL, page.next());
            seen.addAll(page.entries());
            pages++;
        }
        assertTrue(pages > 2, "pages: " + pages);
        assertEquals(visits + 50, seen.size() + page.undated());
        assertEquals(
                seen.size(),
                new HashSet<>(seen.stream().map(entry -> entry.item().id()).toList()).size());
        List<LocalDate> days = seen.stream().map(Timeline.Entry::day).toList();
        assertEquals(days.stream().sorted(Comparator.reverseOrder()).toList(), days);
        assertEquals(visits, page.counts().get(Kind.VISITS));
    }

    @Test
    void aKindThatMayNotBeSeenIsNamedAndNotTakenForEmpty() {
        RECORD.store(
                "{'resourceType':'Patient','id':'d'}",
                "{'resourceType':'Condition','id':'dc','subject':{'reference':'Patient/d'},'code':{'text':'Gout'},'onsetDateTime':'2020'}",
                "{'resourceType':'Procedure','id':'dp','status':'completed','subject':{'reference':'Patient/d'},'code':{'text':'Appendectomy'},'performedDateTime':'2021'}");
        Timeline timeline = page(caller("system/Patient.rs system/Condition.rs"), "d", ALL, null);
        assertEquals(1, timeline.entries().size());
        assertTrue(timeline.denied().contains(Kind.PROCEDURES));
        assertNotNull(timeline.counts().get(Kind.PROBLEMS));
        Timeline procedures = page(caller("system/*.rs"), "d", Set.of(Kind.PROCEDURES), null);
        assertEquals("Appendectomy", procedures.entries().getFirst().item().title());
    }

    @Test
    void aWordOfANameIsFoundByItsBeginningAndNothingOfOthers() {
        RECORD.store(
                "{'resourceType':'Patient','id':'f'}",
                "{'resourceType':'Patient','id':'g'}",
                "{'resourceType':'Condition','id':'fc','subject':{'reference':'Patient/f'},'code':{'coding':[{'system':'http://snomed.info/sct','code':'59621000','display':'Essential hypertension (disorder)'}]}}",
                "{'resourceType':'Condition','id':'gc','subject':{'reference':'Patient/g'},'code':{'text':'Hypertension'}}",
                "{'resourceType':'Observation','id':'fo','status':'final','subject':{'reference':'Patient/f'},'code':{'text':'Blood pressure, hypertensive'},'valueString':'high'}");
        List<Found> found = READER.find(caller("system/*.rs"), "f", "hyperten");
        assertEquals(
                List.of(Kind.PROBLEMS, Kind.MEASUREMENTS),
                found.stream().map(Found::kind).toList());
        assertEquals(
                "Essential hypertension", found.getFirst().items().getFirst().title());
        assertEquals(List.of(), READER.find(caller("system/*.rs"), "f", "tension"));
        assertEquals(List.of(), READER.find(caller("system/*.rs"), "f", "a,b\\|$"));
        assertEquals(List.of(), READER.find(caller("system/Patient.rs system/Condition.r"), "f", "hyperten"));
    }
}
