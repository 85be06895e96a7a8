package org.throughline.safety.answer;

import java.util.Comparator;

/**
 * A reason why something was not checked.
 *
 * @param words as the clinician is told, after "not checked, because": {@code no weight in the last 12 months}
 */
public record Reason(Why why, String words) implements Comparable<Reason> {
    private static final Comparator<Reason> ORDER =
            Comparator.comparing(Reason::why).thenComparing(Reason::words);

    @Override
    public int compareTo(Reason other) {
        return ORDER.compare(this, other);
    }
}
