package org.throughline.events.repeat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.throughline.database.Database;
import org.throughline.database.TestDatabase;

/** A repeated test is avoided only where it was taken out and nobody ordered the same until its interval was over. */
class RepeatsTest {
    private static final Duration INTERVAL = Duration.ofDays(85);
    private static final Instant BEGIN = Instant.parse("2026-11-26T15:00:00Z");

    private final Database database = TestDatabase.fresh();
    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final Set<String> orderedAgain = new HashSet<>();
    private final Repeats repeats =
            new Repeats(database, (patient, loincs, from, until) -> orderedAgain.contains(patient), now::get);

    private static Told told(String patient) {
        return new Told(patient, "account/1", "Hemoglobin A1c", Set.of("4548-4"), patient.equals("ada"), 971, INTERVAL);
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
        repeats.settle();
    }

    private Repeats.Count count() {
        return repeats.counts(BEGIN.minusSeconds(1)).getFirst();
    }

    private void drop(String patient) {
        repeats.dropped(patient, "account/1", List.of("Hemoglobin A1c"));
    }

    @Test
    void whatWasTakenOutAndNotOrderedAgainIsAvoidedOnceTheIntervalIsOver() {
        repeats.told(List.of(told("ada")));
        repeats.told(List.of(told("ada")));
        drop("ada");
        pass(Duration.ofDays(84));
        assertEquals(new Repeats.Count("Hemoglobin A1c", 1, 1, 0, 1, 0, 0, 0), count());
        pass(Duration.ofDays(2));
        assertEquals(new Repeats.Count("Hemoglobin A1c", 1, 1, 0, 0, 1, 971, 0), count());
    }

    @Test
    void whatSomebodyOrderedAfterAllIsNotAvoided() {
        repeats.told(List.of(told("ben")));
        drop("ben");
        orderedAgain.add("ben");
        pass(Duration.ofDays(86));
        assertEquals(new Repeats.Count("Hemoglobin A1c", 1, 0, 1, 0, 0, 0, 0), count());
    }

    @Test
    void whatWasNeverTakenOutIsNotAvoidedThoughNobodySignedIt() {
        repeats.told(List.of(told("cleo")));
        pass(Duration.ofDays(86));
        assertEquals(new Repeats.Count("Hemoglobin A1c", 1, 0, 0, 0, 0, 0, 0), count());
    }

    @Test
    void whatIsPutInAgainIsNoLongerTakenOut() {
        repeats.told(List.of(told("dot")));
        drop("dot");
        repeats.told(List.of(told("dot")));
        pass(Duration.ofDays(86));
        assertEquals(0, count().avoided());
    }

    @Test
    void whatOthersTakeOutIsTheirs() {
        repeats.told(List.of(told("eve")));
        repeats.dropped("eve", "account/2", List.of("Hemoglobin A1c"));
        repeats.dropped("eve", "account/1", List.of("TSH"));
        assertEquals(0, count().running());
    }
}
