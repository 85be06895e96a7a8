package org.throughline.search.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins.
 *
 * @param way how the first page was read, which the later ones must follow
 * @param lead which condition led, where that decides the order; else 0
 * @param after the keys of the last match before it, the address last
 * @param snapshot what was committed when the first page was read
 */
public record Position(Way way, int lead, List<@Nullable Object> after, String snapshot) {

    /** How the pages of a search are cut. */
    public enum Way {
        PATIENT,
        TIME,
        RANGE,
        SORT,
        /** By one date within its index, resources without a date apart. */
        STREAM,
        /** The end of {@link #STREAM}: the resources without a date. */
        STREAM_REST
    }
}
