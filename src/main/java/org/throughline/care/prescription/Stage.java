package org.throughline.care.prescription;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a prescription has come that was sent to a pharmacy, as its prescriber knows it. */
public enum Stage {
    WAITING("requested", "waits to be sent"),
    SENT("requested", "sent, not confirmed yet"),
    RECEIVED("received", "received"),
    FILLING("in-progress", "being filled"),
    PARTLY("in-progress", "partly dispensed"),
    FILLED("in-progress", "dispensed, refills left"),
    DISPENSED("completed", "dispensed"),
    REFUSED("rejected", "refused"),
    CANCELLING("in-progress", "cancellation sent, not answered yet"),
    CANCELLED("cancelled", "cancelled"),
    TOO_LATE("in-progress", "too late to cancel"),
    FAILED("failed", "not sent: send it again, print it or call");

    private final String status;
    private final String words;

    Stage(String status, String words) {
        this.status = status;
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** The status of the Task. */
    String status() {
        return status;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Stage> of(String code) {
        return Stream.of(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /** Whether something may still be dispensed. */
    boolean open() {
        return switch (this) {
            case WAITING, SENT, RECEIVED, FILLING, PARTLY, FILLED, CANCELLING, TOO_LATE, FAILED -> true;
            case DISPENSED, REFUSED, CANCELLED -> false;
        };
    }

    /** Whether somebody has to do something about it. */
    public boolean needsLook() {
        return this == FAILED || this == REFUSED || this == TOO_LATE;
    }

    /**
     * The stage after something has come to be known, in whatever order it is heard of: what was dispensed stays dispensed, and
     * a late confirmation takes nothing back.
     */
    Stage after(Stage heard) {
        return switch (heard) {
            case WAITING -> this == FAILED ? WAITING : this;
            case SENT -> this == WAITING ? SENT : this;
            case RECEIVED -> this == WAITING || this == SENT || this == FAILED ? RECEIVED : this;
            case FILLING -> this == PARTLY || this == FILLED || this == CANCELLING || !open() ? this : FILLING;
            case PARTLY, FILLED -> open() ? heard : this;
            case DISPENSED -> DISPENSED;
            case REFUSED -> this == DISPENSED || this == CANCELLED ? this : REFUSED;
            case CANCELLING -> open() ? CANCELLING : this;
            case CANCELLED -> this == DISPENSED ? this : CANCELLED;
            case TOO_LATE -> open() ? TOO_LATE : this;
            case FAILED -> this == WAITING || this == SENT ? FAILED : this;
        };
    }
}
