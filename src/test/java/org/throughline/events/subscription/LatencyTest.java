package org.throughline.events.subscription;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;

/** How long it takes from the answer to a write until the subscriber has been told. */
class LatencyTest {
    private static final int WRITES = 60;
    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private final Subscriber subscriber = Subscriber.operator(PRODUCT);

    @Test
    void isBelowASecondAsARule() throws InterruptedException {
        try (Receiver receiver = new Receiver()) {
            String patient = subscriber.patient();
            subscriber.subscribed(Requested.of("resource-change", "Observation?patient=" + patient)
                    .at(receiver));
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < WRITES; i++) {
                int told = receiver.numbers().size();
                subscriber.observe(patient, "laboratory");
                Instant written = Instant.now();
                Receiver.await("it is told", () -> receiver.numbers().size() > told);
                millis.add(Duration.between(written, receiver.taken().getLast().at())
                        .toMillis());
                Thread.sleep(37);
            }
            Collections.sort(millis);
            long median = millis.get(WRITES / 2);
            long slow = millis.get(WRITES * 95 / 100);
            System.out.println(
                    "From the answer to a write until it was told: p50 " + median + " ms, p95 " + slow + " ms");
            assertTrue(slow < 2_000, () -> "p95 is " + slow + " ms");
        }
    }
}
