package org.throughline.database.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * When backups are taken by themselves: once a day.
 *
 * @param folder where they are put
 * @param at when, in the practice's time zone
 * @param kept how many are kept
 */
public record BackupPlan(Path folder, LocalTime at, int kept, ZoneId zone) {
    private static final Duration TRIED_AGAIN = Duration.ofHours(1);

    /** So much later than planned one may be before it is missed. */
    private static final Duration GRACE = Duration.ofHours(2);

    /** Whether one is to begin: none was tried since its time came, or the last try failed an hour ago. */
    public boolean isDue(List<BackupRun> newest, Instant now) {
        if (newest.isEmpty() || newest.getFirst().begun().isBefore(lastTime(now))) {
            return true;
        }
        BackupRun last = newest.getFirst();
        return last.state(now) == BackupRun.State.FAILED && last.begun().isBefore(now.minus(TRIED_AGAIN));
    }

    /** Whether backups are missing: the last that was taken is older than the one that should be there by now. */
    public boolean isMissing(Instant lastTaken, Instant now) {
        return lastTaken.isBefore(lastTime(now.minus(GRACE)));
    }

    /** When the last was to begin. A time that a change of the clocks leaves out comes when they have changed. */
    private Instant lastTime(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        ZonedDateTime today = local.toLocalDate().atTime(at).atZone(zone);
        return today.isAfter(local)
                ? local.toLocalDate().minusDays(1).atTime(at).atZone(zone).toInstant()
                : today.toInstant();
    }
}
