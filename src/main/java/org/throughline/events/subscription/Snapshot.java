package org.throughline.events.subscription;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of the transactions was committed at a moment, as PostgreSQL writes it: {@code xmin:xmax:xip,xip}.
 *
 * @param next the first transaction that had not begun
 * @param open those that were under way
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT-PARTS">pg_snapshot</a>
 */
record Snapshot(long next, Set<Long> open) {
    Snapshot {
        open = Set.copyOf(open);
    }

    static Snapshot of(String text) {
        String[] parts = text.split(":", -1);
        return new Snapshot(
                Long.parseLong(parts[1]),
                Arrays.stream(parts[2].split(",", -1))
                        .filter(each -> !each.isEmpty())
                        .map(Long::valueOf)
                        .collect(Collectors.toSet()));
    }

    /** Whether what a transaction wrote was to be seen; it has ended since. */
    boolean knows(long transaction) {
        return transaction < next && !open.contains(transaction);
    }
}
