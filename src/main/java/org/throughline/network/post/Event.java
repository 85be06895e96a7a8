package org.throughline.network.post;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What messages between members are about: their {@code MessageHeader.eventCoding}. */
public enum Event {
    /** Somebody is referred to the member: the whole of it, with what the member must know. */
    REFERRAL,
    /** What has become of a referral, from either side. */
    REFERRAL_STATE,
    /** A signed note, for a clinician there. */
    NOTE,
    /** A whole chart is offered to its patient's new practice. */
    TRANSFER,
    /** What has become of that, from either side. */
    TRANSFER_STATE,
    /** A message about a patient, from somebody to somebody. */
    MESSAGE,
    /** A change to a plan, a goal or a care team that the member holds. */
    PLAN;

    static final String SYSTEM = "urn:throughline:event";

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Event> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
