package org.throughline.care.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for somebody: a loop that is open.
 *
 * @param type of the resource that tells of it: {@code Task}
 * @param id of that resource
 * @param version of it that was read
 * @param patient the id of the Patient whom it is about; empty for nobody
 * @param what it is, in words
 * @param text more about it; empty for nothing
 * @param from who asks, for a person to read; empty when not known
 * @param addressees whom it waits for, in order
 * @param since when it began to wait
 * @param due the day by which it is to be done; null when no day is said
 * @param escalated whether it was passed on because it was overdue
 * @param focus what it is about, as the record refers to it; for what is not in the record, where it is dealt with
 */
public record Waiting(
        String type,
        String id,
        int version,
        Kind kind,
        String patient,
        String what,
        String text,
        String from,
        List<Addressee> addressees,
        Instant since,
        @Nullable LocalDate due,
        Priority priority,
        boolean escalated,
        String focus) {
    /** The type of what is begun and not in the record. */
    public static final String BEGUN = "Begun";

    /** The most urgent first; of equals what is due or waits for longest. */
    public static final Comparator<Waiting> ORDER = Comparator.comparing(Waiting::priority)
            .reversed()
            .thenComparing(Waiting::due, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Waiting::since)
            .thenComparing(Waiting::reference);

    public Waiting {
        addressees = List.copyOf(addressees);
    }

    /** What kind of thing waits, in the order in which lists show them. */
    public enum Kind {
        TASK("Tasks"),
        MESSAGE("Messages"),
        /** What patients ask of the privacy officer. */
        REQUEST("Requests of patients"),
        RESULT("Results"),
        NOTE("Unsigned notes"),
        DRAFT("Unsigned orders"),
        /** Patients whom others refer to us. */
        REFERRED("Referrals to us"),
        /** Orders and referrals that are out: they wait for somebody else, and nothing is to be done before that. */
        ORDER("Orders that are out"),
        REFERRAL("Referrals that are out");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Several of them, for people. */
        public String label() {
            return label;
        }

        /** Whether it waits for something to be done here; what is out is watched and not counted. */
        public boolean isToDo() {
            return this != ORDER && this != REFERRAL;
        }
    }

    /** How urgent it is, as FHIR's codes say it; the least urgent first. */
    public enum Priority {
        ROUTINE("routine", "Routine"),
        URGENT("urgent", "Urgent"),
        ASAP("asap", "As soon as possible"),
        STAT("stat", "At once");

        private final String code;
        private final String words;

        Priority(String code, String words) {
            this.code = code;
            this.words = words;
        }

        public String code() {
            return code;
        }

        public String words() {
            return words;
        }

        /** The priority of a code; routine for what is none. */
        public static Priority of(@Nullable String code) {
            for (Priority each : values()) {
                if (each.code.equals(code)) {
                    return each;
                }
            }
            return ROUTINE;
        }
    }

    /** As the record refers to it: {@code Task/1}. */
    public String reference() {
        return type + "/" + id;
    }

    /** Whether somebody of another organization has written it. */
    public boolean isFromElsewhere() {
        return addressees.stream().anyMatch(Addressee.Elsewhere.class::isInstance);
    }

    /** Whether it should have been done before this day. */
    public boolean isOverdue(LocalDate today) {
        return due != null && due.isBefore(today);
    }
}
