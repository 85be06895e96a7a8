package org.throughline.events.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;
import org.throughline.events.subscription.Receiver.Notification;

/** Notifications to an address of the subscriber. */
class RestHookTest {
    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private final Subscriber subscriber = Subscriber.operator(PRODUCT);
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private Requested ofRecord(String patient) {
        return Requested.of("patient-record", "patient=Patient/" + patient).at(receiver);
    }

    @Test
    void beginWithAHandshakeAndTellOfChanges() {
        String patient = subscriber.patient();
        subscriber.subscribed(ofRecord(patient));
        Notification handshake = receiver.all().getFirst();
        assertEquals("handshake", handshake.type());
        assertEquals("requested", handshake.parameter("status"));
        assertEquals("0", handshake.parameter("events-since-subscription-start"));
        String observation = subscriber.observe(patient, "laboratory");
        subscriber.observe(subscriber.patient(), "laboratory");
        Receiver.await("the change is told", () -> !receiver.taken().isEmpty());
        Notification told = receiver.taken().getFirst();
        assertEquals("1", told.parameter("events-since-subscription-start"));
        assertEquals("active", told.parameter("status"));
        assertEquals(1, told.entries().size());
        assertEquals(
                observation,
                Objects.requireNonNull(told.entries().getFirst().object("resource"))
                        .text("id"));
        PRODUCT.send("DELETE", "Observation/" + observation, "");
        Receiver.await("the deletion is told", () -> receiver.taken().size() == 2);
        Notification deleted = receiver.taken().getLast();
        assertEquals(
                "DELETE",
                Objects.requireNonNull(deleted.entries().getFirst().object("request"))
                        .text("method"));
        assertFalse(deleted.entries().getFirst().has("resource"));
    }

    @Test
    void sayAsMuchAsTheContentAllows() {
        String patient = subscriber.patient();
        subscriber.subscribed(ofRecord(patient).content("empty"));
        subscriber.observe(patient, "laboratory");
        Receiver.await("the change is told", () -> !receiver.taken().isEmpty());
        Notification empty = receiver.taken().getFirst();
        assertEquals(List.of(), empty.entries());
        assertEquals(List.of(1L), empty.numbers());
        assertFalse(empty.bundle().toString().contains("Observation"), empty.bundle()::toString);
        assertEquals("", empty.parameter("topic"));
        try (Receiver other = new Receiver()) {
            subscriber.subscribed(ofRecord(patient).at(other).content("id-only"));
            String second = subscriber.observe(patient, "laboratory");
            Receiver.await("the change is told", () -> !other.taken().isEmpty());
            Notification named = other.taken().getFirst();
            assertFalse(named.entries().getFirst().has("resource"));
            assertTrue(named.events().toString().contains("Observation/" + second), named.events()::toString);
            assertEquals("urn:throughline:topic:patient-record", named.parameter("topic"));
        }
    }

    @Test
    void areXmlWhereThatIsAskedFor() {
        String patient = subscriber.patient();
        subscriber.subscribed(ofRecord(patient).payload("application/fhir+xml"));
        subscriber.observe(patient, "laboratory");
        Receiver.await("the change is told", () -> !receiver.taken().isEmpty());
        Notification told = receiver.taken().getFirst();
        assertEquals("application/fhir+xml", told.header("Content-type"));
        assertEquals(List.of(1L), told.numbers());
        assertTrue(told.entries().getFirst().has("resource"));
    }

    @Test
    void holdNoMoreEventsThanAsked() {
        String patient = subscriber.patient();
        subscriber.subscribed(ofRecord(patient).seconds("max-count", 2));
        receiver.delay(Duration.ofMillis(300));
        for (int i = 0; i < 7; i++) {
            subscriber.observe(patient, "laboratory");
        }
        Receiver.await("all are told", () -> receiver.numbers().size() == 7);
        assertEquals(LongStream.rangeClosed(1, 7).boxed().toList(), receiver.numbers());
        assertTrue(receiver.taken().stream().allMatch(each -> each.numbers().size() <= 2));
    }

    @Test
    void areSentAgainInOrderWhenTheReceiverFails() {
        String patient = subscriber.patient();
        String id = subscriber.subscribed(ofRecord(patient).seconds("max-count", 1));
        receiver.answer(500);
        for (int i = 0; i < 4; i++) {
            subscriber.observe(patient, "laboratory");
        }
        Receiver.await(
                "the first was tried twice",
                () -> receiver.all().stream()
                                .filter(each -> each.answered() == 500)
                                .count()
                        >= 2);
        assertEquals("active", subscriber.state(id));
        receiver.answer(200);
        Receiver.await("all are told", () -> receiver.numbers().size() == 4);
        assertEquals(List.of(1L, 2L, 3L, 4L), receiver.numbers());
    }

    @Test
    void areKeptWhileTheReceiverIsDownAndFollowWhenItIsBack() {
        String patient = subscriber.patient();
        String id = subscriber.subscribed(ofRecord(patient));
        int port = receiver.port();
        receiver.close();
        subscriber.observe(patient, "laboratory");
        Receiver.await(
                "it was tried",
                () -> subscriber.get("Subscription/" + id + "/$status").text().contains("did not answer"));
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, "UPDATE subscription SET failures = 10"));
        subscriber.hurry();
        subscriber.awaitState(id, "error");
        assertTrue(subscriber.get("Subscription/" + id).text().contains("did not answer"));
        subscriber.observe(patient, "laboratory");
        try (Receiver back = new Receiver(port)) {
            subscriber.hurry();
            subscriber.awaitState(id, "active");
            Receiver.await("both are told", () -> back.numbers().size() == 2);
            assertEquals("heartbeat", back.all().getFirst().type());
            assertEquals(List.of(1L, 2L), back.numbers());
        }
    }

    @Test
    void areInErrorWhenTheHandshakeFails() {
        receiver.answer(404);
        String id = subscriber.subscribe(ofRecord(subscriber.patient()));
        subscriber.awaitState(id, "error");
        receiver.answer(200);
        subscriber.awaitState(id, "active");
        assertEquals("handshake", receiver.all().getLast().type());
    }

    @Test
    void areGivenUpOnAReceiverThatTakesTooLong() {
        receiver.delay(Duration.ofSeconds(3));
        String id = subscriber.subscribe(ofRecord(subscriber.patient()).seconds("timeout", 1));
        subscriber.awaitState(id, "error");
        assertTrue(subscriber.get("Subscription/" + id).text().contains("did not answer"));
    }

    @Test
    void tellThatAllIsWell() {
        String id = subscriber.subscribed(ofRecord(subscriber.patient()).seconds("heartbeat-period", 10));
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection, "UPDATE subscription SET beat = beat - interval '11 seconds' WHERE id = ?", id));
        Receiver.await("a heartbeat comes", () -> receiver.all().size() > 1);
        assertEquals("heartbeat", receiver.all().get(1).type());
        assertEquals("0", receiver.all().get(1).parameter("events-since-subscription-start"));
    }

    @Test
    void carryTheHeadersThatNobodyIsShown() {
        Requested requested = ofRecord(subscriber.patient())
                .by("'type':'rest-hook','endpoint':'" + receiver.address()
                        + "','header':['Authorization: Bearer s3cret']");
        Reply made = subscriber.send("POST", "Subscription", requested.json());
        String id = Subscriber.made(made);
        subscriber.awaitState(id, "active");
        assertEquals("Bearer s3cret", receiver.all().getFirst().header("Authorization"));
        assertFalse(made.text().contains("s3cret"));
        assertFalse(subscriber.get("Subscription/" + id + "/_history").text().contains("s3cret"));
        byte[] kept = PRODUCT.database()
                .<byte[]>read(connection -> Sql.first(
                                connection, row -> row.getBytes(1), "SELECT headers FROM subscription WHERE id = ?", id)
                        .orElseThrow());
        assertFalse(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1).contains("s3cret"));
        // Who writes back what was read keeps them.
        Subscriber.made(subscriber.send(
                "PUT",
                "Subscription/" + id,
                subscriber.get("Subscription/" + id).text().replace('"', '\'')));
        Receiver.await("there is another handshake", () -> receiver.all().size() == 2);
        assertEquals("Bearer s3cret", receiver.all().getLast().header("Authorization"));
    }

    @Test
    void endWhenTheyAreTurnedOffOrDeleted() {
        String patient = subscriber.patient();
        String id = subscriber.subscribed(ofRecord(patient));
        Subscriber.made(PRODUCT.request("PATCH", "Subscription/" + id)
                .body(
                        "application/json-patch+json",
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"off\"}]"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .send());
        subscriber.observe(patient, "laboratory");
        try (Receiver other = new Receiver()) {
            String second = subscriber.subscribed(ofRecord(patient).at(other));
            subscriber.observe(patient, "laboratory");
            Receiver.await("the other is told", () -> !other.taken().isEmpty());
            assertEquals(List.of(), receiver.taken());
            assertEquals(
                    204, subscriber.send("DELETE", "Subscription/" + second, "").status());
            assertEquals(
                    404, subscriber.get("Subscription/" + second + "/$status").status());
        }
    }

    @Test
    void canBeAskedForAgain() {
        String patient = subscriber.patient();
        String id = subscriber.subscribed(ofRecord(patient));
        String first = subscriber.observe(patient, "laboratory");
        String second = subscriber.observe(patient, "laboratory");
        Receiver.await("both are told", () -> receiver.numbers().size() == 2);
        Reply events = subscriber.get("Subscription/" + id + "/$events?eventsSinceNumber=2");
        assertEquals(200, events.status(), events.text());
        assertTrue(events.text().contains("query-event"), events.text());
        assertTrue(events.text().contains(second), events.text());
        assertFalse(events.text().contains(first), events.text());
        PRODUCT.database()
                .inTransaction(connection ->
                        Sql.change(connection, "DELETE FROM subscription_event WHERE id = ? AND number = 1", first));
        Reply gone = subscriber.get("Subscription/" + id + "/$events?eventsSinceNumber=1");
        assertEquals(410, gone.status(), gone.text());
        assertTrue(gone.text().contains("number 2"), gone.text());
    }
}
