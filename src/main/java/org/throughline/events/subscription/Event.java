package org.throughline.events.subscription;

/** Something that a subscriber is told. */
public sealed interface Event {
    String type();

    String id();

    /** With whom it goes, as a reference ({@code Patient/1}); empty where that is not said. */
    default String context() {
        return "";
    }

    /** A version was stored. It is told while the subscriber may see the resource, and with its present content. */
    record Changed(String type, String id, int version, String context) implements Event {
        public Changed(String type, String id, int version) {
            this(type, id, version, "");
        }
    }

    /** A resource was deleted. It is told to who may see what was there. */
    record Deleted(String type, String id, int version) implements Event {}

    /**
     * The subscriber is to let go of a resource, whether it is still there or not. It is told whoever may see what: who
     * gives this event knows that the subscriber had the resource.
     */
    record Gone(String type, String id, String context) implements Event {}
}
