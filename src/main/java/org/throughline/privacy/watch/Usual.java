package org.throughline.privacy.watch;

import java.util.List;
import java.util.OptionalInt;

/**
 * How many different patients' records somebody looks at on a day on which they look at any: the median of the past days,
 * one's own when there are enough of them, else those of others in the same roles, else unknown.
 */
record Usual(OptionalInt own, OptionalInt ofRole) {
    private static final int ENOUGH_OWN = 5;
    private static final int ENOUGH_OF_ROLE = 10;

    static Usual of(List<Integer> own, List<Integer> ofRole) {
        return new Usual(median(own, ENOUGH_OWN), median(ofRole, ENOUGH_OF_ROLE));
    }

    private static OptionalInt median(List<Integer> counts, int enough) {
        return counts.size() < enough
                ? OptionalInt.empty()
                : OptionalInt.of(counts.stream().sorted().toList().get(counts.size() / 2));
    }

    /** The most that is not odd. */
    int most(Thresholds thresholds) {
        OptionalInt usual = own.isPresent() ? own : ofRole;
        return usual.isPresent()
                ? Math.max(thresholds.patients(), usual.getAsInt() * thresholds.times())
                : thresholds.patients() * thresholds.times();
    }

    String words() {
        if (own.isPresent()) {
            return "usual for them are " + own.getAsInt();
        }
        return ofRole.isPresent()
                ? "usual for others in their roles are " + ofRole.getAsInt()
                : "what is usual for them is not known yet";
    }
}
