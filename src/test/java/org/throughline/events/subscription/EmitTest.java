package org.throughline.events.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.database.OpenTransaction;

/** Events that another room gives. */
class EmitTest {
    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private final Subscriber subscriber = Subscriber.operator(PRODUCT);

    private static boolean emit(String subscription, Event... events) {
        return PRODUCT.database()
                .<Boolean>inTransaction(connection ->
                        PRODUCT.subscriptions().emit(new OpenTransaction(connection), subscription, List.of(events)));
    }

    @Test
    void areToldInOrderOnceTheirTransactionIsCommitted() {
        try (Receiver receiver = new Receiver()) {
            String patient = subscriber.patient();
            String first = subscriber.observe(patient, "laboratory");
            String second = subscriber.observe(patient, "laboratory");
            String id = subscriber.subscribed(
                    Requested.of("patient-record", "patient=none").at(receiver));
            assertTrue(emit(
                    id,
                    new Event.Changed("Observation", second, 1),
                    new Event.Changed("Observation", "not-there", 1),
                    new Event.Changed("Observation", first, 1)));
            assertThrows(
                    IllegalStateException.class,
                    () -> PRODUCT.database().inTransaction(connection -> {
                        PRODUCT.subscriptions()
                                .emit(
                                        new OpenTransaction(connection),
                                        id,
                                        List.of(new Event.Changed("Patient", patient, 1)));
                        throw new IllegalStateException("it is undone");
                    }));
            Receiver.await("both are told", () -> receiver.numbers().size() == 2);
            assertEquals(List.of(1L, 2L), receiver.numbers());
            String told = receiver.taken().getFirst().bundle().toString();
            assertTrue(told.indexOf(second) < told.indexOf(first), told);
            assertFalse(told.contains("not-there"), "what cannot be seen is not told");
            assertTrue(PRODUCT.subscriptions().live("urn:throughline:topic:patient-record").stream()
                    .anyMatch(each -> each.id().equals(id)));
            subscriber.send("DELETE", "Subscription/" + id, "");
            assertFalse(emit(id, new Event.Changed("Observation", first, 1)));
        }
    }
}
