package org.throughline.care.stay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened in a stay.
 *
 * @param key by which it is known again, whatever else of the stay changes: {@code admitted}
 * @param kind what it is
 * @param at when; null when the Encounter does not tell
 * @param where the organization, or the place in it to which somebody was moved; empty when not told
 * @param more why, or whereto somebody was discharged; empty for nothing
 * @param who the clinician; empty when not told
 */
public record Happening(String key, Kind kind, @Nullable Instant at, String where, String more, String who) {
    /** What it is, in the order in which lists of the same moment have them. */
    public enum Kind {
        EMERGENCY,
        ADMITTED,
        MOVED,
        DISCHARGED,
        DIED,
        /** The Encounter was taken back. */
        WITHDRAWN
    }

    /** Whether it is told as urgent. */
    boolean isUrgent() {
        return kind == Kind.EMERGENCY || kind == Kind.DIED;
    }
}
