package org.throughline.care.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.result.Arrival;
import org.throughline.care.result.Results;
import org.throughline.care.result.Sorting;
import org.throughline.care.task.ToAcknowledge;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.RecordSettings;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;

/** What is done is read by one reader at a time, and whoever had looked at a report looks again when it says more. */
class ReadingTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Imaging IMAGING = Imaging.shipped();
    private static final SearchFixture RECORD =
            new SearchFixture(new RecordSettings(false, true), fixture -> new Arrival(CLOCK));
    private static final ReadingList LIST = new ReadingList(RECORD.records, RECORD.searches(), R4.types(), IMAGING);
    private static final Reading READING = new Reading(RECORD.records, RECORD.searches(), R4.types(), CLOCK);
    private static final Looker LOOKER = new Looker(RECORD.records, RECORD.searches());
    private static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);
    private static final Author RAY = new Author("Practitioner/ray", "Ray Reader");
    private static final Author SAM = new Author("Practitioner/sam", "Sam Second");

    @BeforeAll
    static void people() {
        for (String id : new String[] {"ray", "sam", "ito"}) {
            RECORD.store("{'resourceType':'Practitioner','id':'" + id + "'}");
        }
    }

    private static void order(String id, String priority, String ago) {
        RECORD.store("{'resourceType':'Patient','id':'p%s','birthDate':'1980-05-06','gender':'female'}".formatted(id));
        RECORD.store(
                "{'resourceType':'ServiceRequest','id':'%s','status':'active','intent':'order','priority':'%s','category':[{'coding':[{'system':'http://snomed.info/sct','code':'363679005'}]}],'subject':{'reference':'Patient/p%s'},'requester':{'reference':'Practitioner/ito','display':'Rei Ito'},'authoredOn':'%s','code':{'text':'CT of chest with contrast'}}"
                        .formatted(id, priority, id, CLOCK.instant().minus(Duration.parse(ago))));
    }

    private static ExamOrder read(String id) {
        return LIST.order(CALLER, "p" + id, id);
    }

    private static void done(String id, String ago) {
        LIST.done(chart(id, SAM), read(id), CLOCK.instant().minus(Duration.parse(ago)), "");
    }

    private static Entries.Chart chart(String id, Author by) {
        return new Entries.Chart(CALLER, "p" + id, by);
    }

    private static NewReading says(String impression, boolean whole) {
        return new NewReading("", "Nothing else.", impression, Urgency.ROUTINE, "", null, whole);
    }

    private static String signed(String id, NewReading reading) {
        order(id, "routine", "PT2H");
        done(id, "PT1H");
        LIST.take(CALLER, RAY, id, read(id).version());
        return READING.sign(chart(id, RAY), read(id), reading);
    }

    private static JsonObject report(String id) {
        return LOOKER.matches(CALLER, "DiagnosticReport", 1, "_id", id).getFirst();
    }

    private static int version(String report) {
        return Integer.parseInt(Parts.text(report(report).object("meta"), "versionId"));
    }

    private static Failure refused(Executable act) {
        return assertThrows(Failed.class, act).failure();
    }

    @Test
    void whatIsDoneIsToBeReadAndWhatIsUrgentComesFirst() {
        order("l1", "routine", "PT9H");
        order("l2", "stat", "PT1H");
        order("l3", "routine", "PT9H");
        order("l4", "stat", "PT9H");
        done("l1", "PT3H");
        done("l2", "PT30M");
        RECORD.store(
                "{'resourceType':'ImagingStudy','id':'s3','status':'available','subject':{'reference':'Patient/pl3'},'started':'%s','basedOn':[{'reference':'ServiceRequest/l3'}],'endpoint':[{'reference':'#e'}],'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.2.3'}],'contained':[{'resourceType':'Endpoint','id':'e','status':'active','connectionType':{'code':'dicom-wado-rs'},'payloadType':[{'text':'DICOM'}],'address':'https://images/dicomweb'}]}"
                        .formatted(CLOCK.instant().minus(Duration.ofHours(5))));
        List<ExamOrder> all = LIST.open(CALLER, 500).stream()
                .filter(each -> each.id().startsWith("l"))
                .toList();
        assertEquals(
                List.of("l2", "l3", "l1"),
                all.stream()
                        .filter(each -> each.done().isPresent())
                        .sorted(ReadingList.ORDER)
                        .map(ExamOrder::id)
                        .toList());
        assertTrue(read("l4").done().isEmpty());
        Instant due = read("l2").due().orElseThrow();
        assertTrue(due.isAfter(CLOCK.instant()) && due.isBefore(CLOCK.instant().plusSeconds(1_900)));
        assertEquals(
                "https://images/dicomweb/studies/1.2.3",
                new ImagingHistory(RECORD.records, RECORD.searches(), IMAGING, CLOCK).images(CALLER, read("l3")));
    }

    @Test
    void onlyOneReaderHasAnExamination() {
        order("t", "routine", "PT2H");
        done("t", "PT1H");
        int seen = read("t").version();
        LIST.take(CALLER, RAY, "t", seen);
        assertInstanceOf(Failure.Conflict.class, refused(() -> LIST.take(CALLER, SAM, "t", seen)));
        ExamOrder taken = read("t");
        assertTrue(taken.isOf("Practitioner/ray"));
        assertInstanceOf(Failure.Conflict.class, refused(() -> LIST.take(CALLER, SAM, "t", taken.version())));
        assertInstanceOf(
                Failure.Conflict.class, refused(() -> READING.sign(chart("t", SAM), taken, says("Clear.", true))));
        LIST.release(CALLER, RAY, "t", taken.version());
        LIST.take(CALLER, SAM, "t", read("t").version());
        READING.sign(chart("t", SAM), read("t"), says("Clear.", true));
        assertInstanceOf(Failure.NotFound.class, refused(() -> read("t")));
    }

    @Test
    void aPreliminaryReportIsGoneOnWithAndTheFinalOneEndsTheOrder() {
        String id = signed("pre", says("Perhaps a nodule.", false));
        assertEquals("preliminary", report(id).text("status"));
        ExamOrder order = read("pre");
        assertEquals(id, order.preliminary());
        assertEquals(new Reading.Begun("", "Nothing else.", "Perhaps a nodule."), READING.begun(CALLER, "ppre", id));
        assertEquals(id, READING.sign(chart("pre", RAY), order, says("A nodule.", true)));
        assertEquals("final", report(id).text("status"));
        assertEquals("A nodule.", report(id).text("conclusion"));
        assertTrue(ToAcknowledge.is(report(id)));
        assertEquals(
                "completed",
                LOOKER.matches(CALLER, "ServiceRequest", 1, "_id", "pre")
                        .getFirst()
                        .text("status"));
    }

    @Test
    void aCriticalFindingSaysWhoWasToldAndWaitsAsCritical() {
        String id = signed(
                "crit",
                new NewReading("", "", "Dissection.", Urgency.CRITICAL, "Dr. Ito, by phone", CLOCK.instant(), true));
        assertEquals(Urgency.CRITICAL, ToAcknowledge.urgency(report(id)));
        Afterwards.Told told = READING.afterwards(CALLER, "pcrit", id).told().getFirst();
        assertEquals("Dr. Ito, by phone", told.who());
        assertEquals("Ray Reader", told.by());
    }

    @Test
    void anAddendumLeavesWhatWasSaidAndMakesItWaitAgainForThoseWhoLooked() {
        String id = signed("add", says("Clear.", true));
        Results results = new Results(RECORD.records, RECORD.searches(), R4.types(), Labs.shipped(), CLOCK);
        results.acknowledge(chart("add", SAM), id, version(id), "");
        assertFalse(ToAcknowledge.is(report(id)));
        READING.add(chart("add", RAY), id, version(id), "Seen again: a rib fracture.", Urgency.ABNORMAL);
        JsonObject after = report(id);
        assertEquals("appended", after.text("status"));
        assertTrue(ToAcknowledge.is(after));
        String text = ReportText.of(after);
        assertTrue(text.contains("Impression:\nClear.\n\nAddendum, "), text);
        assertTrue(text.endsWith("Ray Reader:\nSeen again: a rib fracture."), text);
        assertTrue(String.valueOf(after.text("conclusion")).startsWith("Clear."));
        new Sorting(RECORD.records, RECORD.searches(), R4.types(), Labs.shipped(), CLOCK).run();
        assertEquals(
                1,
                LOOKER.matches(
                                CALLER,
                                "Task",
                                5,
                                "focus",
                                "DiagnosticReport/" + id,
                                "code",
                                "look-again",
                                "owner",
                                "Practitioner/sam")
                        .size());
        assertInstanceOf(
                Failure.Conflict.class,
                refused(() -> READING.add(chart("add", RAY), id, 1, "Too late.", Urgency.ROUTINE)));
    }

    @Test
    void aSecondReadingIsSomebodyElsesAndADiscrepancyStandsInTheReport() {
        String id = signed("sec", says("Clear.", true));
        READING.ask(chart("sec", RAY), id, "Please");
        assertTrue(READING.afterwards(CALLER, "psec", id).isAsked());
        assertInstanceOf(
                Failure.Invalid.class,
                refused(() -> READING.second(chart("sec", RAY), id, version(id), Verdict.AGREE, "")));
        int before = version(id);
        READING.second(chart("sec", SAM), id, before, Verdict.AGREE, "");
        assertEquals(before, version(id));
        assertInstanceOf(
                Failure.Invalid.class,
                refused(() -> READING.second(chart("sec", SAM), id, version(id), Verdict.MAJOR, "")));
        READING.second(chart("sec", SAM), id, version(id), Verdict.MAJOR, "A mass behind the heart.");
        assertTrue(ReportText.of(report(id)).contains("Second reading, major discrepancy"));
        assertEquals(Urgency.ABNORMAL, ToAcknowledge.urgency(report(id)));
        Afterwards after = READING.afterwards(CALLER, "psec", id);
        assertFalse(after.isAsked());
        assertEquals(
                List.of(Verdict.AGREE, Verdict.MAJOR),
                after.seconds().stream()
                        .map(Afterwards.Second::verdict)
                        .sorted()
                        .toList());
    }

    @Test
    void aReportThatComesFromElsewhereWaitsForWhoeverOrderedAndNotForItsReader() {
        order("out", "routine", "PT2H");
        RECORD.store(
                "{'resourceType':'DiagnosticReport','id':'out','status':'final','basedOn':[{'reference':'ServiceRequest/out'}],'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v2-0074','code':'RAD'}]}],'code':{'text':'CT of chest with contrast'},'subject':{'reference':'Patient/pout'},'issued':'%s','resultsInterpreter':[{'reference':'Practitioner/ray','display':'Ray Reader'}],'conclusion':'Clear.'}"
                        .formatted(CLOCK.instant()));
        new Sorting(RECORD.records, RECORD.searches(), R4.types(), Labs.shipped(), CLOCK).run();
        assertEquals(
                List.of("Practitioner/ito", "Practitioner/ray"),
                Studies.references(report("out"), "resultsInterpreter").toList());
    }
}
