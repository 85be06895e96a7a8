package org.throughline.care.reconcile;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.same.Difference;
import org.throughline.care.same.Said;

/**
 * One real thing over all records.
 *
 * @param ours what stands in our chart of it; null when nothing does
 * @param outside what other records say of it, alike; never empty
 * @param differences in what ours says something else; none when it says the same, or nothing
 * @param conflict who says the opposite, that none are known or that one is: a holder, empty for us; null for nobody
 * @param decision what was decided about it before; null for nothing
 */
public record Item<S extends Said<S>>(
        @Nullable Told<S> ours,
        List<Told<S>> outside,
        Set<Difference> differences,
        @Nullable String conflict,
        @Nullable Decision decision) {
    public Item {
        outside = List.copyOf(outside);
        differences = differences.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(differences));
    }

    /** What is asked about it. */
    public enum Kind {
        /** Ours says the same. */
        SAME,
        /** It stands in our chart, and is told otherwise elsewhere. */
        DIFFERENT,
        /** It does not stand in our chart. */
        NEW,
        /** Over elsewhere, and nothing that holds here. */
        PAST,
        /** It was decided before, and has not changed since. */
        DECIDED
    }

    /** The entry that stands for all that say the same. */
    public Told<S> first() {
        return outside.getFirst();
    }

    /** What is asked. */
    public Kind kind() {
        if (ours != null && differences.isEmpty()) {
            return Kind.SAME;
        }
        if (decision != null) {
            return Kind.DECIDED;
        }
        if (!first().said().holds() && (ours == null || !ours.said().holds())) {
            return Kind.PAST;
        }
        return ours == null ? Kind.NEW : Kind.DIFFERENT;
    }

    /** Whether somebody has to decide. */
    public boolean asks() {
        return kind() == Kind.DIFFERENT || kind() == Kind.NEW;
    }

    /** Tells it apart in a form: it is another one as soon as something else is said. */
    public String key() {
        return first().content();
    }
}
