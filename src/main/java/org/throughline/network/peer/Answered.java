package org.throughline.network.peer;

/** What came of asking a member. */
public sealed interface Answered {
    /**
     * It answered, be it that there is no such thing.
     *
     * @param status as HTTP has it
     */
    record Answer(int status, String mediaType, byte[] content) implements Answered {}

    /** It did not answer in time, or there is nobody. */
    record Down() implements Answered {}

    /**
     * It gives no access.
     *
     * @param why as it says
     */
    record Refused(String why) implements Answered {}
}
