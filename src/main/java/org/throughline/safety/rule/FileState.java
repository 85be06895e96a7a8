package org.throughline.safety.rule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a file of knowledge is.
 *
 * @param version null when it could not be read that far
 * @param reading how reading it went; never {@link State#STALE}
 * @param words what is wrong, for an operator; empty when nothing is
 */
public record FileState(KnowledgeFile file, @Nullable RuleVersion version, State reading, String words) {
    /** How a file can be. */
    public enum State {
        OK,
        /** Not there. */
        MISSING,
        /** Its content is not what the manifest says: none of it is used. */
        ALTERED,
        /** It cannot be understood: none of it is used. */
        BROKEN,
        /** Past the day until which it is good: it is used, and every answer says so. */
        STALE
    }

    /** How it is on a day. */
    public State on(LocalDate today) {
        if (reading == State.OK && version != null && today.isAfter(version.until())) {
            return State.STALE;
        }
        return reading;
    }
}
