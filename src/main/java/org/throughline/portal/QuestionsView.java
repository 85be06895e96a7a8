package org.throughline.portal;

import java.util.List;

/** What was asked about a record, ready to show; the newest first. */
public record QuestionsView(Whose whose, Asking asking, List<Row> rows) {
    public QuestionsView {
        rows = List.copyOf(rows);
    }

    /**
     * The question that is being written.
     *
     * @param entry the number of the entry that it is about; empty when none is being written
     * @param about what that entry says
     * @param text what was typed
     * @param failure what is wrong with it; empty when nothing is
     */
    public record Asking(String entry, String about, String text, String failure) {}

    /**
     * A question.
     *
     * @param answer empty when there is none yet
     * @param answered who answered, and when
     */
    public record Row(String sent, String asker, String about, String text, String answer, String answered) {}
}
