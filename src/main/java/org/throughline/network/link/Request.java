package org.throughline.network.link;

import java.time.Instant;

/**
 * That a member was asked for the record of a patient of ours, who is not linked with it yet.
 *
 * @param peer the member's number
 * @param patient the id of our Patient
 * @param words what the member said, for people
 */
public record Request(int peer, String patient, State state, Instant since, String body, String words) {
    /** What became of it. */
    public enum State {
        /** The member does not answer; it is asked again. */
        WAITING,
        /** Somebody there decides who it is. */
        ASKED,
        /** It has no record that it may give. */
        NONE,
        /** It does not take such requests from us. */
        REFUSED
    }
}
