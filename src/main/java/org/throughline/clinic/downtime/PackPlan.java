package org.throughline.clinic.downtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.throughline.database.backup.BackupRun;

/**
 * How downtime packs are made: anew every quarter of an hour, and when a new day begins.
 *
 * @param folder where they are put
 * @param passphrase what opens them
 * @param zone the practice's, in which days begin
 */
public record PackPlan(Path folder, String passphrase, ZoneId zone) {
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final Duration TRIED_AGAIN = Duration.ofMinutes(2);

    /** What is older cannot be relied on. */
    private static final Duration STALE = Duration.ofMinutes(45);

    /** Whether one is to be made. */
    public boolean isDue(List<BackupRun> newest, Instant now) {
        if (newest.isEmpty()) {
            return true;
        }
        BackupRun last = newest.getFirst();
        return switch (last.state(now)) {
            case UNDER_WAY -> false;
            case FAILED -> !last.begun().isAfter(now.minus(TRIED_AGAIN));
            case TAKEN ->
                !last.begun().isAfter(now.minus(EVERY)) || !day(last.begun()).equals(day(now));
        };
    }

    private LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** Whether the last that was made is older than one may be. */
    public static boolean isStale(Instant lastMade, Instant now) {
        return lastMade.isBefore(now.minus(STALE));
    }

    @Override
    public String toString() {
        return "PackPlan[" + folder + "]";
    }
}
