package org.throughline.events.subscription;

import java.util.Locale;

/** Where a subscription stands, as {@code Subscription.status} has it. */
public enum State {
    /** The receiver has not yet answered. */
    REQUESTED,
    ACTIVE,
    /** The receiver does not take what is sent. Events are kept, and it is tried again. */
    ERROR,
    OFF;

    /** As FHIR writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
