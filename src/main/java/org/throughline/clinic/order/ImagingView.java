package org.throughline.clinic.order;

import java.util.List;

/**
 * What goes with an order of imaging.
 *
 * @param others how many other reports of imaging the patient has, that are not told
 */
public record ImagingView(List<FactView> facts, List<PriorView> priors, int others) {
    public ImagingView {
        facts = List.copyOf(facts);
        priors = List.copyOf(priors);
    }

    /**
     * Something to be known of the patient, in words with its day.
     *
     * @param holder the other organization that holds it; empty for our own
     */
    public record FactView(String words, boolean warns, String holder) {}

    /**
     * An earlier report.
     *
     * @param address where it is read
     * @param holder that organization; empty for our own
     */
    public record PriorView(String title, String day, String address, String holder) {}
}
