package org.throughline.events.message;

/** Takes messages of one channel. */
public interface Gateway {
    Channel channel();

    /** Hands a message over. */
    Result send(Message message);

    /** What became of it. */
    sealed interface Result {}

    /** It was taken. */
    record Sent() implements Result {}

    /** It was not taken, and may be when it is tried again; why, for the staff. */
    record Later(String why) implements Result {}

    /** It is never taken: the address is wrong, for example. */
    record Never(String why) implements Result {}

    /** Whether it was taken cannot be told, so it is not sent again. */
    record Unknown(String why) implements Result {}
}
