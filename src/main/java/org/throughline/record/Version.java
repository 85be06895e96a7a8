package org.throughline.record;

import org.jspecify.annotations.Nullable;
import org.throughline.record.booking.Claims;
import org.throughline.record.protection.ProtectionRows;

/**
 * A version that is ready to be written.
 *
 * @param stored the row; its body is null when this is a deletion
 * @param rows the index rows; null when this is a deletion
 * @param protection what it says about who may see its patient's record
 * @param claims what it takes of people's time
 * @param labels the number of its set of security labels
 * @param previous the present version that it takes the place of; null when there is none
 */
record Version(
        Stored stored,
        @Nullable IndexRows rows,
        ProtectionRows protection,
        Claims claims,
        int labels,
        @Nullable Present previous) {

    /** Whether this is older than the present version, so that it only goes to the history. */
    boolean past() {
        return previous != null && stored.version() < previous.version();
    }

    /** By how much the number of undeleted resources of the type changes. */
    int delta() {
        if (past()) {
            return 0;
        }
        int before = previous == null || previous.deleted() ? 0 : 1;
        return (stored.deleted() ? 0 : 1) - before;
    }
}
