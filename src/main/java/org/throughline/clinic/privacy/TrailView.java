package org.throughline.clinic.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the trail, ready to show.
 *
 * @param rows in the order that was asked for
 * @param filters as they were typed
 * @param find what was typed to find a patient; empty when nothing was
 * @param picks the patients whom that fits
 * @param patient to whom the trail is narrowed; null when it is not
 * @param csv where the whole of it can be had as a file
 * @param next where the next page is; empty when there is none
 */
public record TrailView(
        List<Row> rows,
        Filters filters,
        String find,
        List<Pick> picks,
        @Nullable PatientPick patient,
        String csv,
        String next) {
    public TrailView {
        rows = List.copyOf(rows);
        picks = List.copyOf(picks);
    }

    /** An entry. */
    public record Row(
            String when,
            String who,
            String account,
            String roles,
            String patients,
            String what,
            String target,
            String why,
            int status) {}

    /** A patient to whom the trail can be narrowed, and the way there. */
    public record Pick(PatientPick patient, String address) {}

    /** What the trail is narrowed to. */
    public record Filters(String patient, String who, String from, String until, String sort) {
        /** Whether anything is left out. */
        public boolean any() {
            return !(patient + who + from + until).isBlank();
        }

        Filters of(String other) {
            return new Filters(other, who, from, until, sort);
        }
    }
}
