package org.throughline.care.same;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;

/** How well a matcher does on a labelled set: never the same where something differs, and nearly all that is the same. */
public record Measured(List<LabelledSets.Pair> wronglySame, List<LabelledSets.Pair> missed, int same, int different) {
    private static final double DEMANDED = 0.98;

    /** Of one half of a set. */
    public static Measured of(List<LabelledSets.Pair> pairs, boolean odd, Predicate<LabelledSets.Pair> matcher) {
        return of(pairs.stream().filter(each -> each.odd() == odd).toList(), matcher);
    }

    /** Of a set. */
    public static Measured of(List<LabelledSets.Pair> half, Predicate<LabelledSets.Pair> matcher) {
        List<LabelledSets.Pair> same =
                half.stream().filter(each -> each.is().equals("same")).toList();
        return new Measured(
                half.stream()
                        .filter(each -> !same.contains(each))
                        .filter(matcher)
                        .toList(),
                same.stream().filter(matcher.negate()).toList(),
                same.size(),
                half.size() - same.size());
    }

    public double recall() {
        return 1 - (double) missed.size() / same;
    }

    /** Demands what is demanded. */
    public void holds() {
        assertEquals(List.of(), wronglySame);
        assertTrue(recall() >= DEMANDED, () -> recall() + " of " + same + ", missed " + missed);
    }
}
