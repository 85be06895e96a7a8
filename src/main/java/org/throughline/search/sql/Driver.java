package org.throughline.search.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that lead: a superset of the matches, each of which is then asked about. */
sealed interface Driver {

    /** The only patient whose rows it gives; null when they may be anybody's. */
    default @Nullable Long patient() {
        return null;
    }

    /**
     * Terms of these keys.
     *
     * @param patient only those of this patient; null for all
     */
    record Terms(Keys keys, @Nullable Long patient) implements Driver {}

    /** Rows of a table of ranges, read in the order of the range. */
    record Scan(
            Condition.Ranged ranged,
            boolean descending,
            @Nullable Long patient) implements Driver {}

    record These(long[] addresses) implements Driver {}

    /** All resources of these types. */
    record OfTypes(short[] types) implements Driver {}

    record Union(List<Driver> drivers) implements Driver {
        public Union {
            drivers = List.copyOf(drivers);
        }
    }
}
