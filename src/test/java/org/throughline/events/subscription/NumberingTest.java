package org.throughline.events.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;

/** Every change is told once, whatever happens at the same time. */
class NumberingTest {
    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private final Subscriber subscriber = Subscriber.operator(PRODUCT);
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private Set<String> told() {
        Set<String> told = new HashSet<>();
        for (Receiver.Notification each : receiver.taken()) {
            for (JsonObject event : each.events()) {
                String focus = event.objects("part").getLast().toString();
                told.add(focus.substring(focus.indexOf("Observation/") + 12).replaceAll("[^A-Za-z0-9-].*", ""));
            }
        }
        return told;
    }

    @Test
    void changesOfManyAtOnceHaveConsecutiveNumbersInTwoProcesses() throws Exception {
        TestProduct second = PRODUCT.another();
        subscriber.subscribed(Requested.of("resource-change", "Observation?category=exam")
                .at(receiver)
                .content("id-only"));
        Set<String> written = new HashSet<>();
        ConcurrentLinkedQueue<Future<String>> writing = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            String patient = subscriber.patient();
            for (int i = 0; i < 120; i++) {
                Subscriber by = i % 2 == 0 ? subscriber : new Subscriber(second, subscriber.token());
                writing.add(threads.submit(() -> by.observe(patient, "exam")));
            }
            for (Future<String> each : writing) {
                written.add(each.get());
            }
        }
        Receiver.await("all are told", () -> receiver.numbers().size() >= 120);
        assertEquals(LongStream.rangeClosed(1, 120).boxed().toList(), receiver.numbers());
        assertEquals(written, told());
    }

    @Test
    void aTransactionThatCommitsLateIsNotPassedOver() throws SQLException {
        String patient = subscriber.patient();
        subscriber.subscribed(Requested.of("resource-change", "Observation?category=imaging")
                .at(receiver)
                .content("id-only"));
        try (Connection held = PRODUCT.database().dataSource().getConnection()) {
            held.setAutoCommit(false);
            // A write that has its number and its time and does not commit yet.
            String late = subscriber.observe(patient, "imaging");
            Receiver.await("it is told", () -> receiver.numbers().size() == 1);
            Sql.change(held, "UPDATE resource SET xid = pg_current_xact_id() WHERE id = ?", late);
            String later = subscriber.observe(patient, "imaging");
            Receiver.await("the later one is told", () -> receiver.numbers().size() == 2);
            assertEquals(Set.of(late, later), told());
            held.commit();
            Receiver.await("the late one is told", () -> receiver.numbers().size() == 3);
        }
        assertEquals(List.of(1L, 2L, 3L), receiver.numbers());
    }

    @Test
    void whatWasCommittedIsToldAfterAnEndBetweenCommitAndDelivery() {
        TestProduct first = TestProduct.start("--app-keys-on-private-network=true");
        Subscriber by = Subscriber.operator(first);
        String patient = by.patient();
        by.subscribed(Requested.of("patient-record", "patient=" + patient)
                .at(receiver)
                .content("id-only"));
        TestProduct second = first.another();
        // Neither looks for changes any more, as if both had been killed.
        first.stopTelling();
        second.stopTelling();
        by.observe(patient, "laboratory");
        by.observe(patient, "laboratory");
        assertEquals(List.of(), receiver.taken());
        first.another();
        Receiver.await("both are told", () -> receiver.numbers().size() == 2);
        assertEquals(List.of(1L, 2L), receiver.numbers());
    }

    @Test
    void everyVersionIsAnEventThoughTheyFollowAtOnce() {
        String patient = subscriber.patient();
        subscriber.subscribed(Requested.of("encounter-start", "patient=" + patient)
                .at(receiver)
                .content("id-only"));
        for (String status : List.of("planned", "in-progress", "finished")) {
            Subscriber.made(PRODUCT.send(
                    "PUT",
                    "Encounter/visit",
                    "{'resourceType':'Encounter','id':'visit','status':'" + status
                            + "','class':{'code':'AMB'},'subject':{'reference':'Patient/" + patient + "'}}"));
        }
        Receiver.await("the start is told", () -> receiver.numbers().size() == 1);
        assertTrue(receiver.taken().getFirst().bundle().toString().contains("Encounter/visit"));
    }

    @Test
    void whatIsTooMuchToKeepIsSaidToBeMissing() {
        String patient = subscriber.patient();
        String id = subscriber.subscribed(
                Requested.of("patient-record", "patient=" + patient).at(receiver));
        receiver.answer(503);
        for (int i = 0; i < 3; i++) {
            subscriber.observe(patient, "laboratory");
        }
        Receiver.await("it was tried", () -> receiver.all().size() > 1);
        Receiver.await(
                "all have a number",
                () -> subscriber
                        .get("Subscription/" + id + "/$status") // numbers what waits
                        .text()
                        .replaceAll("\\s", "")
                        .contains("{\"name\":\"events-since-subscription-start\",\"valueString\":\"3\"}"));
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "UPDATE subscription_event SET at = at - interval '30 days' WHERE number < 3 AND subscription ="
                                + " (SELECT subscription FROM subscription WHERE id = ?)",
                        id));
        PRODUCT.sweepSubscriptions();
        receiver.answer(200);
        subscriber.hurry();
        Receiver.await("the rest is told", () -> !receiver.numbers().isEmpty());
        assertEquals(List.of(3L), receiver.numbers());
        assertTrue(receiver.taken().getFirst().bundle().toString().contains("must be read anew"));
    }
}
