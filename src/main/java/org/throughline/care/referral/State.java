package org.throughline.care.referral;

import java.util.Locale;

/** What has become of a referral. */
public enum State {
    SENT("Sent", "requested"),
    RECEIVED("Received", "received"),
    ACCEPTED("Accepted", "accepted"),
    SCHEDULED("Scheduled", "accepted"),
    SEEN("Seen", "in-progress"),
    REPORTED("Consult note is back", "completed"),
    DECLINED("Declined", "rejected"),
    CANCELLED("Cancelled", "cancelled"),
    CLOSED("Closed", "completed");

    private final String words;
    private final String status;

    State(String words, String status) {
        this.words = words;
        this.status = status;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** The code of the Task's {@code businessStatus}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The Task's status. */
    String status() {
        return status;
    }

    /** Whether nobody has anything to do any more. */
    public boolean isOver() {
        return this == CANCELLED || this == CLOSED;
    }
}
