package org.throughline.clinic.imaging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An examination that is read.
 *
 * @param row how it stands in the list
 * @param done when and by whom it was done, and how; empty while it is not
 * @param ordered what the chart said when it was ordered
 * @param images where the images are; empty when that is not known
 * @param form null for whoever has not taken it
 * @param kept when the draft was kept; empty for none
 */
public record ReadingView(
        Rows.Row row,
        String done,
        List<String> ordered,
        List<FactView> facts,
        List<FactView> labs,
        List<PriorView> priors,
        int others,
        String images,
        @Nullable ReadingForm form,
        int revision,
        String kept,
        String failure) {
    public ReadingView {
        ordered = List.copyOf(ordered);
        facts = List.copyOf(facts);
        labs = List.copyOf(labs);
        priors = List.copyOf(priors);
    }
}
