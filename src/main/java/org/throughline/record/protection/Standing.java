package org.throughline.record.protection;

import org.jspecify.annotations.Nullable;
import org.throughline.database.Fragment;

/**
 * How a caller stands to the patients of the rows that a statement reads: whether one of the caller's actors treats the
 * patient and whether anything restricts the patient's record. A statement that reads many rows joins it, so that it is
 * asked once for each patient and not for each row; one that reads a single row leaves it out.
 *
 * @param join what follows the row's table in the {@code FROM} clause; empty when the row itself is asked
 * @param patient the only patient whose rows may be seen; null for any
 */
public record Standing(Fragment join, @Nullable Long patient) {
    /** Nothing is joined: each row is asked by itself. */
    public static final Standing NONE = new Standing(new Fragment(), null);

    // An outer join whose columns may seem to be null keeps the conditions above it: below it they would ask about the
    // row
    // as well as the patient, and PostgreSQL (Memoize) would not keep the answer for the next row of the same patient.
    static final String TREATS = "coalesce(standing.treats, false)";
    static final String RESTRICTED = "coalesce(standing.restricted, true)";

    /**
     * @param treats whether the patient is treated by the caller
     * @param restricted whether a policy is on the patient's record
     */
    static Standing of(Fragment treats, Fragment restricted, @Nullable Long patient) {
        return new Standing(
                Fragment.of(" LEFT JOIN LATERAL (SELECT ")
                        .add(treats)
                        .add(" AS treats, ")
                        .add(restricted)
                        .add(" AS restricted OFFSET 0) standing ON true"),
                patient);
    }

    boolean isJoined() {
        return !join.text().isEmpty();
    }
}
