package org.throughline.clinic.medication;

import java.util.List;

/**
 * What a patient takes, to be gone through.
 *
 * @param seen what the list was when it was looked at
 * @param groups of rows
 * @param more what is taken besides
 * @param line what stands in the field in which more is typed
 * @param candidates what it can mean, when that must be asked
 * @param with by which sources it is verified
 * @param notice what must be known first; empty for nothing
 * @param last when it was last gone through, in words; empty for never
 * @param whole whether the list is all there is
 */
public record ReconcileView(
        String seen,
        List<Group> groups,
        List<More> more,
        String line,
        List<Option> candidates,
        List<Option> with,
        String notice,
        String fault,
        String last,
        boolean whole,
        int revision) {
    public ReconcileView {
        groups = List.copyOf(groups);
        more = List.copyOf(more);
        candidates = List.copyOf(candidates);
        with = List.copyOf(with);
    }

    /** Whether nothing is known to be taken. */
    public boolean isEmpty() {
        return groups.isEmpty() && more.isEmpty();
    }

    /**
     * Rows that belong together.
     *
     * @param ended whether they are over
     */
    public record Group(String title, boolean ended, List<RowView> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A drug.
     *
     * @param key tells its fields apart from others'
     * @param how it is taken, in words; empty when nobody says
     * @param from where it comes from and since when
     * @param state in words, when it is not simply taken
     * @param said what was last said of it; empty for nothing
     * @param sig how it is taken otherwise, as typed
     * @param rewritable whether a prescription can be made to say so
     * @param answers with the one that is chosen
     */
    public record RowView(
            String key,
            String name,
            String how,
            String from,
            String state,
            String said,
            List<Option> answers,
            String sig,
            boolean rewritable,
            boolean rewrites,
            String reason) {
        public RowView {
            answers = List.copyOf(answers);
        }
    }

    /**
     * A drug that is taken besides.
     *
     * @param said what speaks against it
     */
    public record More(String line, String name, String how, String origin, String alike, List<Besides.Said> said) {
        public More {
            said = List.copyOf(said);
        }
    }

    /**
     * Something to choose.
     *
     * @param value as it is sent
     * @param detail beside its words; empty for nothing
     */
    public record Option(String value, String words, String detail, boolean chosen) {}
}
