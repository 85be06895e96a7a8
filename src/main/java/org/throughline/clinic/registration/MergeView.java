package org.throughline.clinic.registration;

import java.util.List;

/**
 * Two records side by side, before they become one.
 *
 * @param kept the one that goes on
 * @param other the one that is replaced
 * @param rows what they say; those in which they differ are to be chosen from
 */
public record MergeView(Side kept, Side other, List<Row> rows, String reason, String failure) {
    public MergeView {
        rows = List.copyOf(rows);
    }

    /** One of the two. */
    public record Side(String id, String name, String number, int version) {}

    /**
     * What both say of something.
     *
     * @param differs whether they do not say the same
     * @param takes whether the other's is taken
     */
    public record Row(String key, String label, String kept, String other, boolean differs, boolean takes) {}

    /** Where it is done. */
    public String address() {
        return "/merge/" + kept.id() + "/" + other.id();
    }

    /** The page on which one chooses with whom a record is merged. */
    public record Pick(
            Side patient, String query, List<CandidateView> candidates, List<CandidateView> found, List<Done> merged) {
        public Pick {
            merged = List.copyOf(merged);
            candidates = List.copyOf(candidates);
            found = List.copyOf(found);
        }
    }

    /** A record that was merged into this one. */
    public record Done(Side other, String when, String by, String why) {}

    /**
     * A merge that is to be taken back.
     *
     * @param since what was filed since, to be shared out
     */
    public record Undo(Side kept, Side other, String when, String by, String why, List<Entry> since, String failure) {
        public Undo {
            since = List.copyOf(since);
        }

        public String address() {
            return "/merge/" + kept.id() + "/" + other.id() + "/undo";
        }
    }

    /** Something that was filed since. */
    public record Entry(String reference, String what, String when) {}
}
