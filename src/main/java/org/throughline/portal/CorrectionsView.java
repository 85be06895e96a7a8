package org.throughline.portal;

import java.util.List;
import java.util.Map;
import org.throughline.privacy.amendment.Item;

/**
 * Corrections of a record that were asked for, ready to show; the newest first.
 *
 * @param asking the request that is being written
 */
public record CorrectionsView(Whose whose, Asking asking, List<Row> rows) {
    public CorrectionsView {
        rows = List.copyOf(rows);
    }

    /**
     * A request that is being written.
     *
     * @param items what can be chosen, by group
     * @param focus what is chosen; empty for the record as a whole
     * @param text what was typed
     * @param failure what is wrong with it; empty when nothing is
     */
    public record Asking(Map<String, List<Item>> items, String focus, String text, String failure) {}

    /**
     * A request.
     *
     * @param state where it stands, in words
     * @param open whether a decision is still due
     * @param mayDisagree whether it was denied and nothing was said against that yet
     */
    public record Row(
            String id,
            String about,
            String text,
            String asked,
            String asker,
            String state,
            boolean open,
            String due,
            String delayed,
            String basis,
            String decision,
            String disagreement,
            String rebuttal,
            boolean mayDisagree) {}
}
