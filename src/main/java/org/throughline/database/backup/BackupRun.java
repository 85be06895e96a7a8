package org.throughline.database.backup;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A try to make a file: a backup, or another copy that is there when the product is not.
 *
 * @param ended null while it is under way, or when it was broken off
 * @param file where it is; empty when there is none
 * @param detail what it holds, in words; empty where that goes without saying
 * @param fault why it failed, in words; empty when it did not
 */
public record BackupRun(
        Kind kind,
        long number,
        Instant begun,
        @Nullable Instant ended,
        String file,
        long bytes,
        String detail,
        String fault) {

    /** What is made. */
    public enum Kind {
        /** A copy of everything. */
        BACKUP(Duration.ofHours(6)),
        /** What of today's patients must be known without the product. */
        DOWNTIME(Duration.ofMinutes(10));

        private final Duration longest;

        /** @param longest after so long what has not ended was broken off: its process is gone */
        Kind(Duration longest) {
            this.longest = longest;
        }
    }

    /** How it stands. */
    public enum State {
        UNDER_WAY,
        TAKEN,
        FAILED
    }

    /** How it stands at a moment. */
    public State state(Instant now) {
        if (ended == null) {
            return begun.isBefore(now.minus(kind.longest)) ? State.FAILED : State.UNDER_WAY;
        }
        return fault.isEmpty() ? State.TAKEN : State.FAILED;
    }

    /** Why it failed, in words. */
    public String why() {
        return fault.isEmpty() ? "It was broken off: the product stopped meanwhile." : fault;
    }
}
