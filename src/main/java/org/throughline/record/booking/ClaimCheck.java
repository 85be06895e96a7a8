package org.throughline.record.booking;

import java.util.ArrayList;
import java.util.List;
import org.throughline.database.Pipeline;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.booking.Claims.Booked;

/**
 * Refuses a transaction that would give somebody's time away twice. At every moment there is at most one appointment that
 * may not lie over others, and with those that may there are at most as many as the schedule allows: one when none says
 * more. Whoever writes into somebody's time holds a lock on that person until the end of the transaction, so that the
 * statement after it sees all that others have written.
 *
 * <p>Only time that is newly taken is checked: what lies over another since before, because it was imported, can still be
 * checked in or be cancelled.
 */
public final class ClaimCheck {
    /** Told apart from other advisory locks by its words. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('booked ' || actor, 0))"
            + " FROM (SELECT DISTINCT actor FROM unnest(?::bigint[]) AS n (actor) ORDER BY actor) AS locked";

    /** The moments that count are those within the new time at which another begins, and its own first. */
    private static final String TOO_MANY = "SELECT 1 FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])"
            + " AS n (actor, since, until)"
            + " JOIN booked m ON m.actor = n.actor AND m.until > n.since AND m.since < n.until"
            + " WHERE (SELECT count(*) FILTER (WHERE o.beside = 0) > 1"
            + "  OR count(*) > (SELECT coalesce(max(most), 1) FROM bookable b WHERE b.actor = n.actor)"
            + "  FROM booked o WHERE o.actor = n.actor AND o.until > greatest(m.since, n.since)"
            + "  AND o.since <= greatest(m.since, n.since)) LIMIT 1";

    private final List<Booked> fresh = new ArrayList<>();

    /** Takes note of what a version takes that the version before it did not. */
    public void note(Claims before, Claims now) {
        now.booked().stream().filter(claim -> !before.booked().contains(claim)).forEach(fresh::add);
    }

    /** Adds the check to the last statements; sending them fails when some time is taken already. */
    public void add(Pipeline pipeline) {
        if (fresh.isEmpty()) {
            return;
        }
        long[] actors = fresh.stream().mapToLong(Booked::actor).toArray();
        long[] since = fresh.stream().mapToLong(Booked::since).toArray();
        long[] until = fresh.stream().mapToLong(Booked::until).toArray();
        pipeline.add(LOCK, actors);
        pipeline.checked(
                (rows, count) -> {
                    if (rows != null && rows.next()) {
                        throw new Failed(new Failure.Conflict(
                                "This time is taken: another appointment is booked there already."));
                    }
                },
                TOO_MANY,
                actors,
                since,
                until);
    }
}
