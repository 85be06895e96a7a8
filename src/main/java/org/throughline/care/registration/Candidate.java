package org.throughline.care.registration;

import java.util.List;
import org.throughline.care.chart.Person;

/**
 * Somebody who is known already and may be the same person.
 *
 * @param strong whether it is likely enough that nobody should be registered before somebody has looked
 * @param reasons why, in words, the weightiest first
 */
public record Candidate(Person person, int points, boolean strong, List<String> reasons) {
    public Candidate {
        reasons = List.copyOf(reasons);
    }
}
