package org.throughline.care.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.fhir.definitions.R4;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Bodies;
import org.throughline.record.RecordSettings;
import org.throughline.search.SearchFixture;

/** Results are held with all that they are made of, listed, and shown by a click or by the end of their hold. */
class HoldingTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final SearchFixture RECORD = new SearchFixture(
            new RecordSettings(false, true), fixture -> new HoldGate(fixture.search, Bodies.shipped(), CLOCK));
    private static final Holding HOLDING = new Holding(RECORD.records, RECORD.searches(), R4.types(), CLOCK);
    private static final Caller DOCTOR = new Caller("doctor", "Dr Two", Rights.EVERYTHING);
    private static final List<String> PARTS =
            List.of("DiagnosticReport/r-", "Observation/a-", "Observation/b-", "Observation/c-");
    private static int patients;

    /** A patient with a report of two values, one of which has a part of its own. */
    private static String patient() {
        String id = "p" + ++patients;
        RECORD.store("{'resourceType':'Patient','id':'" + id + "'}");
        return id;
    }

    private static String result(String patient) {
        String common = ",'status':'final','subject':{'reference':'Patient/%s'},".formatted(patient);
        String laboratory = "'category':[{'coding':[{'code':'laboratory'}]}],";
        RECORD.store(
                "{'resourceType':'Observation','id':'c-" + patient + "'" + common + laboratory + "'code':{'text':'C'}}",
                "{'resourceType':'Observation','id':'b-" + patient + "'" + common + laboratory
                        + "'code':{'text':'B'},'hasMember':[{'reference':'Observation/c-" + patient + "'}]}",
                "{'resourceType':'Observation','id':'a-" + patient + "'" + common + laboratory + "'code':{'text':'A'}}",
                "{'resourceType':'DiagnosticReport','id':'r-" + patient + "'" + common
                        + "'code':{'text':'Report'},'result':[{'reference':'Observation/a-" + patient
                        + "'},{'reference':'Observation/b-" + patient + "'}]}");
        return "DiagnosticReport/r-" + patient;
    }

    private static List<String> seen(String patient, Purpose purpose) {
        Grant own = new Grant(
                Set.of(Grant.ANY),
                EnumSet.allOf(Interaction.class),
                Set.of(new Reach.Of(Set.of(Address.of("Patient", patient)))),
                List.of());
        Caller caller = new Caller(
                "own",
                "Own",
                new Rights(purpose, Set.of(), Set.of(), Set.of(Rights.ALL), List.of(own), Set.of(), true));
        return PARTS.stream()
                .filter(each -> !RECORD.records
                        .visible(caller, Set.of(Address.of(each.split("/", 2)[0], each.split("/", 2)[1] + patient)))
                        .isEmpty())
                .toList();
    }

    private static void sees(String patient, List<String> expected) {
        assertEquals(expected, seen(patient, Purpose.PATRQT));
        assertEquals(expected, seen(patient, Purpose.FAMRQT));
        assertEquals(PARTS, seen(patient, Purpose.TREAT));
    }

    private static Instant in(int days) {
        return CLOCK.instant().plus(Duration.ofDays(days));
    }

    @Test
    void aReportIsHeldWithAllItsValuesAndShownByAClick() {
        String patient = patient();
        String report = result(patient);
        sees(patient, PARTS);
        HOLDING.hold(DOCTOR, patient, report, in(3), Reason.HARM, "Lives alone, wait for her sister");
        sees(patient, List.of());
        List<Holding.Item> held = HOLDING.of(DOCTOR, patient);
        assertEquals(List.of(report), held.stream().map(Holding.Item::reference).toList());
        assertEquals("Dr Two", held.getFirst().hold().by());
        assertEquals("Lives alone, wait for her sister", held.getFirst().hold().words());
        assertTrue(HOLDING.list(DOCTOR, 10).stream()
                .anyMatch(each -> each.patient().equals(patient)));

        HOLDING.release(DOCTOR, patient, report);
        sees(patient, PARTS);
        assertEquals(List.of(), HOLDING.of(DOCTOR, patient));
    }

    @Test
    void oneValueIsHeldWithTheReportThatTellsOfIt() {
        String patient = patient();
        result(patient);
        HOLDING.hold(DOCTOR, patient, "Observation/b-" + patient, in(3), Reason.PRIVACY, "Tells of the father");
        sees(patient, List.of("Observation/a-"));
        HOLDING.release(DOCTOR, patient, "Observation/b-" + patient);
        sees(patient, PARTS);
    }

    @Test
    void whoWantsToBeToldFirstIsToldFirstFromThenOn() {
        String patient = patient();
        assertFalse(HOLDING.isToldFirst(DOCTOR, patient));
        HOLDING.setToldFirst(DOCTOR, patient, true);
        HOLDING.setToldFirst(DOCTOR, patient, true);
        assertTrue(HOLDING.isToldFirst(DOCTOR, patient));
        String report = result(patient);
        sees(patient, List.of());
        Hold hold = HOLDING.of(DOCTOR, patient).getFirst().hold();
        assertEquals(Reason.PATIENT, hold.reason());
        assertTrue(Duration.between(CLOCK.instant(), hold.until()).toDays() <= Hold.TALK.toDays());
        HOLDING.release(DOCTOR, patient, report);
        sees(patient, PARTS);

        HOLDING.setToldFirst(DOCTOR, patient, false);
        assertFalse(HOLDING.isToldFirst(DOCTOR, patient));
        String other = patient();
        result(other);
        sees(other, PARTS);
    }

    @Test
    void whatComesLaterToAHeldReportIsHeldAsWell() {
        String patient = patient();
        String report = result(patient);
        HOLDING.hold(DOCTOR, patient, report, in(3), Reason.HARM, "x");
        String common = ",'status':'final','subject':{'reference':'Patient/%s'},'code':{'text':'D'}".formatted(patient);
        RECORD.store(
                "{'resourceType':'Observation','id':'e-" + patient + "'" + common + "}",
                "{'resourceType':'Observation','id':'d-" + patient + "'" + common
                        + ",'hasMember':[{'reference':'Observation/e-" + patient + "'}]}",
                "{'resourceType':'DiagnosticReport','id':'r-" + patient + "'" + common
                        + ",'result':[{'reference':'Observation/d-" + patient + "'}]}");
        Spreading spreading = new Spreading(RECORD.records, RECORD.searches(), R4.types(), CLOCK);
        assertEquals(2, spreading.run());
        assertEquals(0, spreading.run());
        assertEquals(
                2,
                RECORD.records
                        .held(Set.of(
                                Address.of("Observation", "d-" + patient), Address.of("Observation", "e-" + patient)))
                        .size());
        sees(patient, List.of());
    }

    @Test
    void aHoldThatIsOverHoldsNothingThoughNobodyTakesItAway() {
        String patient = patient();
        String report = result(patient);
        HOLDING.hold(DOCTOR, patient, report, CLOCK.instant().plusSeconds(2), Reason.HARM, "x");
        sees(patient, List.of());
        Instant last = CLOCK.instant().plusSeconds(20);
        while (seen(patient, Purpose.PATRQT).isEmpty() && CLOCK.instant().isBefore(last)) {
            Thread.onSpinWait();
        }
        sees(patient, PARTS);
        assertEquals(List.of(), HOLDING.of(DOCTOR, patient));
    }

    @Test
    void aHoldWantsAReasonAndAnEnd() {
        String patient = patient();
        String report = result(patient);
        Stream.<Runnable>of(
                        () -> HOLDING.hold(DOCTOR, patient, report, in(31), Reason.HARM, "x"),
                        () -> HOLDING.hold(DOCTOR, patient, report, in(-1), Reason.HARM, "x"),
                        () -> HOLDING.hold(DOCTOR, patient, report, in(3), Reason.HARM, " "),
                        () -> HOLDING.hold(DOCTOR, patient, report, in(3), Reason.SOURCE, "x"),
                        () -> HOLDING.hold(DOCTOR, patient, report, in(3), Reason.PRIVACY, "x".repeat(501)))
                .forEach(wrong -> assertInstanceOf(
                        Failure.Invalid.class,
                        assertThrows(Failed.class, wrong::run).failure()));
        Caller nobody = new Caller("x", "X", Rights.NONE);
        assertInstanceOf(
                Failure.Forbidden.class,
                assertThrows(Failed.class, () -> HOLDING.hold(nobody, patient, report, in(3), Reason.HARM, "x"))
                        .failure());
        sees(patient, PARTS);
    }
}
