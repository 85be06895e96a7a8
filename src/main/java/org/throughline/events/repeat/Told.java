package org.throughline.events.repeat;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That somebody was told, before they signed an order, that the test was done lately.
 *
 * @param patient the id of the Patient
 * @param author who was told, as the trail names them
 * @param test as it stands in their basket
 * @param loincs codes by which the same is ordered or resulted
 * @param elsewhere whether what is repeated was done elsewhere
 * @param cents what the test costs, in US cents; null when that is not known
 * @param interval within which it is not repeated
 */
public record Told(
        String patient,
        String author,
        String test,
        Set<String> loincs,
        boolean elsewhere,
        @Nullable Integer cents,
        Duration interval) {
    public Told {
        loincs = Set.copyOf(loincs);
    }
}
