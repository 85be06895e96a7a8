package org.throughline.care.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.SearchFixture;

/** What a caller reads in a chart, by what the caller may see. */
class ChartReaderTest {
    private static final SearchFixture RECORD = new SearchFixture();
    private static final ChartReader READER = new ChartReader(RECORD.records, RECORD.searches());
    private static final ChartQuery ALL = new ChartQuery(EnumSet.allOf(ChartPart.class), ChartQuery.Depth.USUAL);

    @BeforeAll
    static void aPatientWithAProblem() {
        RECORD.store(
                "{'resourceType':'Patient','id':'p','name':[{'family':'Ito'}]}",
                "{'resourceType':'Condition','id':'c','subject':{'reference':'Patient/p'},'code':{'text':'Gout'}}");
    }

    private static Chart chart(String scopes) {
        return READER.chart(caller(scopes), "p", ALL).orElseThrow();
    }

    private static Caller caller(String scopes) {
        return Caller.ofOperator("test", "Test", Scopes.parse(scopes));
    }

    @Test
    void whoMaySeeAllIsDeniedNothing() {
        Chart chart = chart("system/*.rs");
        assertEquals(Set.of(), chart.denied());
        assertEquals(1, chart.problems().size());
        assertInstanceOf(Allergies.NotRecorded.class, chart.allergies());
    }

    @Test
    void aMedicationIsNamedByWhatTheOrderRefersTo() {
        String order = "{'resourceType':'MedicationRequest','id':'%s','status':'active','intent':'order',"
                + "'subject':{'reference':'Patient/q'},%s}";
        RECORD.store(
                "{'resourceType':'Patient','id':'q'}",
                "{'resourceType':'Medication','id':'m','code':{'text':'Digoxin'}}",
                order.formatted("stored", "'medicationReference':{'reference':'Medication/m'}"),
                order.formatted(
                        "contained",
                        "'contained':[{'resourceType':'Medication','id':'c','code':{'text':'Sotalol'}}],"
                                + "'medicationReference':{'reference':'#c'}"),
                order.formatted("shown", "'medicationReference':{'display':'Warfarin'}"));
        Chart chart = READER.chart(caller("system/*.rs"), "q", ALL).orElseThrow();
        assertEquals(
                Set.of("Digoxin", "Sotalol", "Warfarin"),
                Set.copyOf(chart.medications().stream().map(Medication::name).toList()));
    }

    @Test
    void whatIsCurrentIsReadHoweverOldAndBriefAPageIs() {
        String status = "'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'%s'}]";
        String problem =
                "{'resourceType':'Condition','id':'%s','subject':{'reference':'Patient/long'},'onsetDateTime':'%s',"
                        + "'clinicalStatus':{" + status + "},'code':{'text':'%s'}}";
        String order =
                "{'resourceType':'MedicationRequest','id':'%s','intent':'order','subject':{'reference':'Patient/long'},"
                        + "'authoredOn':'%s','status':'%s','medicationCodeableConcept':{'text':'%s'}}";
        RECORD.store("{'resourceType':'Patient','id':'long'}");
        RECORD.store(
                problem.formatted("old", "1970-01-01", "active", "Diabetes"),
                order.formatted("old", "1970-01-01", "active", "Insulin"));
        for (int day = 1; day <= 30; day++) {
            String date = LocalDate.of(2020, 1, day).toString();
            RECORD.store(
                    problem.formatted("c" + day, date, "resolved", "Cold"),
                    order.formatted("m" + day, date, "completed", "Syrup"));
        }
        ChartQuery brief = new ChartQuery(EnumSet.allOf(ChartPart.class), ChartQuery.Depth.BRIEF);
        Chart chart = READER.chart(caller("system/*.rs"), "long", brief).orElseThrow();
        assertEquals("Diabetes", chart.problems().getFirst().name());
        assertEquals("Insulin", chart.medications().getFirst().name());
        assertEquals(31, chart.problems().size() + chart.unread().getOrDefault(ChartPart.PROBLEMS, 0L));
        assertEquals(31, chart.medications().size() + chart.unread().getOrDefault(ChartPart.MEDICATIONS, 0L));
    }

    @Test
    void whatMayNotBeSeenIsNotTakenForEmpty() {
        Chart chart = chart("system/Patient.rs system/Encounter.rs");
        assertEquals(EnumSet.complementOf(EnumSet.of(ChartPart.VISITS)), chart.denied());
        assertEquals(List.of(), chart.problems());
        assertInstanceOf(Allergies.Unavailable.class, chart.allergies());
    }

    @Test
    void aRightToReadWithoutOneToSearchShowsNoList() {
        assertEquals(
                Set.of(ChartPart.PROBLEMS),
                chart("system/Patient.rs,system/Condition.r,system/Encounter.s,"
                                + "system/MedicationRequest.s,system/Observation.s,system/Immunization.s")
                        .denied());
    }

    @Test
    void fourDigitsAreAPatientsNumberAndAYear() {
        RECORD.store(
                "{'resourceType':'Patient','id':'numbered','identifier':[{'value':'1962'}],'birthDate':'1999-01-02'}",
                "{'resourceType':'Patient','id':'born','birthDate':'1962-01-02'}",
                "{'resourceType':'Patient','id':'lettered','identifier':[{'value':'TL-76623'}]}");
        assertEquals(List.of("numbered", "born"), found("1962"));
        assertEquals(List.of("lettered"), found("TL-76623"));
    }

    private static List<String> found(String typed) {
        return READER.patients(caller("system/Patient.rs"), typed, 10).stream()
                .map(Person::id)
                .toList();
    }

    @Test
    void whoMayNotSeePatientsIsToldSo() {
        assertForbidden(() -> READER.chart(caller("system/Condition.rs"), "p", ALL));
        assertForbidden(() -> READER.patients(caller("system/Patient.r"), "", 10));
        assertEquals(1, READER.patients(caller("system/Patient.s"), "ito", 10).size());
    }

    private static void assertForbidden(Runnable work) {
        assertInstanceOf(
                Failure.Forbidden.class, assertThrows(Failed.class, work::run).failure());
    }
}
