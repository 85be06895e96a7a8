package org.throughline.clinic.downtime;

import java.util.List;

/**
 * What the screen of downtime packs shows.
 *
 * @param on whether packs are made
 * @param folder as it was typed; empty for the usual one
 * @param usual the folder when none is chosen
 * @param faults what is wrong with what was typed; empty when nothing is
 * @param file where the last pack is; empty when there is none
 * @param made when it was made, how long ago that is, how many patients and how large
 * @param warning what is wrong with it now; empty when nothing is
 * @param failures the last that failed, the newest first
 * @param underWay whether one is being made
 */
public record DowntimeView(
        boolean on,
        String folder,
        String usual,
        String faults,
        String file,
        List<Fact> made,
        String warning,
        List<Fact> failures,
        boolean underWay) {
    public DowntimeView {
        made = List.copyOf(made);
        failures = List.copyOf(failures);
    }

    /** Something that is to be known. */
    public record Fact(String label, String value) {}
}
