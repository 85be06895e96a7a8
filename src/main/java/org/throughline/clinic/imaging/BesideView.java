package org.throughline.clinic.imaging;

import java.util.List;

/**
 * What stands beside a report of imaging.
 *
 * @param text the whole of it; empty when it is a document only
 * @param images where its images are; empty when that is not known
 * @param told who was told of a critical finding, each in a line
 * @param others how many earlier reports are of other parts
 * @param adds whether the visitor may add to it, and read it again
 * @param asks whether the visitor may ask for a second reading
 * @param isAsked whether one is asked for already
 * @param addendum what was begun to be added, {@code second} of a second reading
 */
public record BesideView(
        String text,
        String images,
        List<String> told,
        List<SecondView> seconds,
        List<PriorView> priors,
        int others,
        boolean adds,
        boolean asks,
        boolean isAsked,
        BegunView addendum,
        BegunView second) {
    public BesideView {
        told = List.copyOf(told);
        seconds = List.copyOf(seconds);
        priors = List.copyOf(priors);
    }

    /**
     * Words that were begun and not sent.
     *
     * @param key under which the draft is kept
     */
    public record BegunView(String key, String words, int revision) {}

    /** A second reading. */
    public record SecondView(String by, String when, String verdict, boolean differs, String words) {}
}
