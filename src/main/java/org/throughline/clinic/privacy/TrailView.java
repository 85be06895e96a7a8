package org.throughline.clinic.privacy;

import java.util.List;

/**
 * A page of the trail, ready to show.
 *
 * @param rows in the order that was asked for
 * @param filters as they were typed
 * @param csv where the whole of it can be had as a file
 * @param next where the next page is; empty when there is none
 */
public record TrailView(List<Row> rows, Filters filters, String csv, String next) {
    public TrailView {
        rows = List.copyOf(rows);
    }

    /** An entry. */
    public record Row(String when, String who, String account, String what, String target, String why, int status) {}

    /** What the trail is narrowed to. */
    public record Filters(String patient, String who, String from, String until, String sort) {
        /** Whether anything is left out. */
        public boolean any() {
            return !(patient + who + from + until).isBlank();
        }
    }
}
