package org.throughline.care.prescription;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a message between a prescriber and a pharmacy is about. The first three go to the pharmacy, the others come from it. */
public enum Event {
    /** A prescription that was signed. */
    PRESCRIPTION,
    /** It is not to be dispensed any more. */
    CANCEL,
    /** What the pharmacy asked for is not given. */
    DENIAL,
    /** It is being filled. */
    FILLING,
    /** Something was dispensed. */
    FILL,
    /** It is not dispensed. */
    REFUSAL,
    /** It was cancelled, or it is too late for that. */
    CANCEL_ANSWER,
    /** The patient needs more of it. */
    RENEWAL_REQUEST,
    /** It should be something else. */
    CHANGE_REQUEST;

    static final String SYSTEM = "urn:throughline:message";

    /** As messages have it. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Event> of(String code) {
        return Stream.of(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /** Whether it goes to the pharmacy. */
    boolean toPharmacy() {
        return this == PRESCRIPTION || this == CANCEL || this == DENIAL;
    }
}
