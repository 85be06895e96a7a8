package org.throughline.network.post;

import java.time.Instant;

/**
 * How it stands with something that a member is told.
 *
 * @param attempts how often it was tried
 * @param why it was refused, or could not be brought the last time; empty for neither
 */
public record Sent(int peer, State state, int attempts, Instant made, String why) {
    /** How far it is. */
    public enum State {
        WAITING,
        HEARD,
        /** The member does not take it, or there was nothing to tell any more. */
        REFUSED
    }
}
