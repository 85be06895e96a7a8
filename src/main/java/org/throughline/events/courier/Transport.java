package org.throughline.events.courier;

/** A way by which messages go to the other end. It fails by saying so, never by throwing. */
public interface Transport {
    /** Brings a message to the other end, in less time than it is left alone with it ({@link Courier#ALONE}). */
    Delivery deliver(Outgoing message);

    /** How it went. */
    sealed interface Delivery {
        /** The other end has it. */
        record Taken() implements Delivery {}

        /** The other end will never take it. */
        record Refused(String why) implements Delivery {}

        /**
         * It is to be tried again.
         *
         * @param left whether the other end may have it nevertheless
         */
        record Later(String why, boolean left) implements Delivery {}
    }
}
