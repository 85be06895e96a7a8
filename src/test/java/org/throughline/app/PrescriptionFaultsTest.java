package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.app.TwoInstallations.Harm;
import org.throughline.care.prescription.Counter;
import org.throughline.care.prescription.Filler;
import org.throughline.care.prescription.Stage;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;

/** Whatever happens between a practice and a pharmacy: no prescription is lost, and none is dispensed twice. */
class PrescriptionFaultsTest {
    private static final TwoInstallations TWO = new TwoInstallations();
    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);

    @ParameterizedTest
    @EnumSource(Harm.class)
    void aPrescriptionArrivesOnceWhateverHappensOnItsWay(Harm harm) {
        TWO.harm.set(harm);
        String order = TWO.sign(0);
        if (harm == Harm.DOWN || harm == Harm.FAULT || harm == Harm.LOST || harm == Harm.SLOW) {
            awaitAttempt();
            assertTrue(
                    List.of(Stage.WAITING, Stage.SENT)
                            .contains(TWO.exchange(order).stage()),
                    TWO.exchange(order).toString());
        }
        TWO.harm.set(Harm.NONE);
        TWO.await(order, Stage.RECEIVED);
        List<Filler> there = TWO.atCounter(order);
        assertEquals(1, there.size());
        assertEquals("Ada Marlowe", there.getFirst().patient().name());
        assertEquals("Rei Ito", there.getFirst().prescriber().name());
    }

    /** Waits until a message was tried in vain. */
    private static void awaitAttempt() {
        long until = System.nanoTime() + 30_000_000_000L;
        while (!TWO.practice
                        .database()
                        .<Boolean>read(connection -> Sql.any(
                                connection, "SELECT 1 FROM outgoing_message WHERE state = 'WAITING' AND why <> ''"))
                && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoEndsBeforeItIsKeptThatAMessageArrivedSendsItAgainAndNothingIsDoneTwice() {
        TWO.harm.set(Harm.NONE);
        String order = TWO.sign(0);
        TWO.await(order, Stage.RECEIVED);
        TWO.forgetsWhatArrived(TWO.practice);
        TWO.quiet(TWO.practice);
        Filler filler = TWO.atCounter(order).getFirst();
        assertEquals(1, TWO.atCounter(order).size());
        Counter counter = TWO.pharmacy.wiring().prescribing().counter();
        counter.dispense(TWO.pharmacist(), filler.id(), filler.version(), BigDecimal.valueOf(30), "L", DAY);
        TWO.await(order, Stage.DISPENSED);
        TWO.forgetsWhatArrived(TWO.pharmacy);
        TWO.forgetsWhatArrived(TWO.practice);
        TWO.quiet(TWO.pharmacy);
        TWO.quiet(TWO.practice);
        assertEquals(1, entries("MedicationDispense?prescription=" + order));
        assertEquals(Stage.DISPENSED, TWO.exchange(order).stage());
        assertEquals(0, TWO.atCounter(order).size());
    }

    @Test
    void theSameMessageTwiceAtOnceIsTakenInOnceAndAnsweredTheSame() throws Exception {
        TWO.harm.set(Harm.DOWN);
        String order = TWO.sign(0);
        JsonObject message = JsonReader.readObject(TWO.practice
                .database()
                .<byte[]>read(connection -> Sql.first(
                                connection,
                                row -> row.getBytes("body"),
                                "SELECT body FROM outgoing_message ORDER BY place DESC LIMIT 1")
                        .orElseThrow()));
        try (ExecutorService both = Executors.newFixedThreadPool(8)) {
            Callable<JsonObject> take = () -> TWO.pharmacy
                    .wiring()
                    .prescribing()
                    .incoming()
                    .take(TwoInstallations.OPERATOR, TWO.partner(), "", message);
            List<Future<JsonObject>> answers = both.invokeAll(java.util.Collections.nCopies(8, take));
            for (Future<JsonObject> each : answers) {
                assertEquals(answers.getFirst().get(), each.get());
            }
        }
        assertEquals(1, TWO.atCounter(order).size());
        TWO.harm.set(Harm.NONE);
        TWO.await(order, Stage.RECEIVED);
        assertEquals(1, TWO.atCounter(order).size());
    }

    @Test
    void whatCannotBeSentBecomesATaskOfWhoeverPrescribed() {
        TWO.harm.set(Harm.DOWN);
        String order = TWO.sign(0);
        TWO.await(order, Stage.FAILED);
        String tasks =
                TWO.practice.get("Task?patient=ada&owner=Practitioner/ito").text();
        assertTrue(tasks.contains("did not reach") && tasks.contains(order), tasks);
        TWO.harm.set(Harm.NONE);
        TWO.sendAgain(order);
        TWO.await(order, Stage.RECEIVED);
        assertEquals(1, TWO.atCounter(order).size());
        assertThrows(Failed.class, () -> TWO.sendAgain(order));
    }

    @Test
    void twoWhoDispenseAtOnceDispenseOnce() throws Exception {
        TWO.harm.set(Harm.NONE);
        String order = TWO.sign(0);
        TWO.await(order, Stage.RECEIVED);
        Filler filler = TWO.atCounter(order).getFirst();
        Counter counter = TWO.pharmacy.wiring().prescribing().counter();
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> dispense = () -> {
                try {
                    counter.dispense(TWO.pharmacist(), filler.id(), filler.version(), BigDecimal.valueOf(30), "", DAY);
                    return true;
                } catch (org.throughline.kernel.Failed e) {
                    return false;
                }
            };
            long done = 0;
            for (Future<Boolean> each : both.invokeAll(java.util.Collections.nCopies(4, dispense))) {
                done += each.get() ? 1 : 0;
            }
            assertEquals(1, done);
        }
        TWO.await(order, Stage.DISPENSED);
        assertEquals(1, entries("MedicationDispense?prescription=" + order));
    }

    @Test
    void aCancellationIsAnsweredAndWhatIsBegunIsForThePharmacistToDecide() {
        TWO.harm.set(Harm.NONE);
        String order = TWO.sign(0);
        TWO.await(order, Stage.RECEIVED);
        Filler filler = TWO.atCounter(order).getFirst();
        Counter counter = TWO.pharmacy.wiring().prescribing().counter();
        counter.begin(TWO.pharmacist(), filler.id(), filler.version());
        TWO.await(order, Stage.FILLING);
        TWO.practice
                .request("PATCH", order)
                .body(
                        "application/json-patch+json",
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"stopped\"}]"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .send();
        TWO.await(order, Stage.CANCELLING);
        TWO.quiet(TWO.practice);
        Filler asked = counter.of(TWO.pharmacist(), filler.id());
        assertEquals(Filler.At.CANCEL, asked.at());
        counter.answerCancel(TWO.pharmacist(), filler.id(), asked.version(), false, "It was handed over.");
        TWO.await(order, Stage.TOO_LATE);
        assertTrue(TWO.practice.get("Task?patient=ada").text().contains("could not cancel"));
    }

    @Test
    void aStrangerIsRefused() {
        assertEquals(
                403,
                TWO.pharmacy
                        .request("POST", "$process-message")
                        .json("{'resourceType':'Bundle','type':'message','entry':[]}")
                        .send()
                        .status());
    }

    private static int entries(String query) {
        return TWO.practice.get(query).json().list("entry").size();
    }
}
