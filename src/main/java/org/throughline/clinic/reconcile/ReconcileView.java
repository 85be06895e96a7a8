package org.throughline.clinic.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other records say beside ours, to be decided about.
 *
 * @param sections those that the visitor may see
 * @param done what was just done, in words; empty for nothing
 * @param notice what must be known first; empty for nothing
 * @param verified when it was last gone through with the patient, in words; empty for never
 * @param verifies whether the visitor may say that it was
 * @param whole whether that is all there is
 */
public record ReconcileView(
        List<SectionView> sections, String done, String notice, String verified, boolean verifies, boolean whole) {
    public ReconcileView {
        sections = List.copyOf(sections);
    }

    /** How many rows ask for a decision. */
    public int open() {
        return sections.stream().mapToInt(each -> each.open().size()).sum();
    }

    /**
     * A kind of entries.
     *
     * @param open rows that ask for a decision
     * @param folded rows that ask for none, by why
     */
    public record SectionView(String key, String title, List<Row> open, List<Folded> folded) {
        public SectionView {
            open = List.copyOf(open);
            folded = List.copyOf(folded);
        }

        public boolean isEmpty() {
            return open.isEmpty() && folded.isEmpty();
        }
    }

    /** Rows that stand folded: {@code 4 the same in both}. */
    public record Folded(String words, List<Row> rows) {
        public Folded {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A real thing.
     *
     * @param elsewhere what other records say
     * @param ours what ours says; null when it says nothing
     * @param differs in what both differ, in words; empty for nothing
     * @param conflict what contradicts it, in words; empty for nothing
     * @param decided what was decided, by whom and when; empty for nothing
     */
    public record Row(
            String key,
            Side elsewhere,
            @Nullable Side ours,
            String differs,
            String conflict,
            String decided,
            List<Act> acts) {
        public Row {
            acts = List.copyOf(acts);
        }
    }

    /**
     * What one side says.
     *
     * @param holders who holds it; none for ours
     * @param from who wrote it down and since when
     */
    public record Side(String name, String detail, List<String> holders, String from) {
        public Side {
            holders = List.copyOf(holders);
        }
    }

    /** Something to do about a row. */
    public record Act(String value, String words) {}
}
