package org.throughline.clinic.imaging;

import java.util.List;
import org.throughline.care.imaging.Fact;
import org.throughline.ui.Dates;

/**
 * Something to be known of a patient, in words with its day.
 *
 * @param holder the other organization that holds it; empty for our own
 */
public record FactView(String words, boolean warns, String holder) {
    static List<FactView> of(List<Fact> facts, Dates dates) {
        return facts.stream()
                .map(each -> new FactView(
                        each.date().isEmpty() ? each.words() : each.words() + ", " + dates.date(each.date()),
                        each.warns(),
                        each.holder()))
                .toList();
    }
}
