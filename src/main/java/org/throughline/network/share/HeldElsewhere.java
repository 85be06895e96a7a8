package org.throughline.network.share;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another organization whose record of a patient is shown beside ours.
 *
 * @param peer its number
 * @param name as people call it
 * @param heard when it last told us anything, also that nothing is new; null for never yet
 * @param behind whether it is known to have told more than is shown
 * @param patience after how long without a word what is shown may not be all any more
 */
public record HeldElsewhere(int peer, String name, @Nullable Instant heard, boolean behind, Duration patience) {

    /** How far what is shown can be relied on to be all. */
    public enum State {
        CURRENT,
        /** There is more, which is being fetched. */
        BEHIND,
        /** It has not been heard of for longer than it should. */
        SILENT,
        /** Nothing has come yet. */
        AWAITED
    }

    /** How it stands at a moment. */
    public State state(Instant now) {
        if (heard == null) {
            return State.AWAITED;
        }
        if (heard.plus(patience).isBefore(now)) {
            return State.SILENT;
        }
        return behind ? State.BEHIND : State.CURRENT;
    }
}
