package org.throughline.database.backup;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A try to take a backup.
 *
 * @param ended null while it is under way, or when it was broken off
 * @param file where the backup is; empty when there is none
 * @param fault why it failed, in words; empty when it did not
 */
public record BackupRun(
        long number, Instant begun, @Nullable Instant ended, String file, long bytes, String fault) {
    /** After so long a backup that has not ended was broken off: its process is gone. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** How it stands. */
    public enum State {
        UNDER_WAY,
        TAKEN,
        FAILED
    }

    /** How it stands at a moment. */
    public State state(Instant now) {
        if (ended == null) {
            return begun.isBefore(now.minus(LONGEST)) ? State.FAILED : State.UNDER_WAY;
        }
        return fault.isEmpty() ? State.TAKEN : State.FAILED;
    }
}
