package org.throughline.network.transfer;

/**
 * How far a transfer is. Each side acts while the other may be down, so both may have done something at once: what is later here
 * counts then on both sides. A chart that was filed was filed, also when the old practice has taken its offer back meanwhile.
 */
public enum State {
    /** The patient asked for it; nobody has signed yet. */
    PREPARED,
    /** Signed and offered. */
    OFFERED,
    /** The new practice takes it, and fetches it. */
    ACCEPTED,
    /** The new practice does not take it. */
    REFUSED,
    /** The old practice, or the patient, takes it back. */
    WITHDRAWN,
    /** It is in the record of the new practice, whole; or was handed over by hand. */
    FILED,
    /** Somebody at the new practice has confirmed it; the chart is closed at the old one. */
    CONFIRMED,
    /** The old practice has opened its chart again, since the patient is back. It alone says so. */
    REOPENED;

    /** Whether nothing comes after it. */
    public boolean isOver() {
        return this == REFUSED || this == WITHDRAWN || isAfter(FILED);
    }

    /** Whether it comes after another. */
    boolean isAfter(State other) {
        return compareTo(other) > 0;
    }

    /** What counts when the other side says this. */
    State with(State told) {
        return told.isAfter(this) ? told : this;
    }
}
