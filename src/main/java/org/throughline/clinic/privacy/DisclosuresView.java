package org.throughline.clinic.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.privacy.disclosure.Disclosures;

/**
 * The account of disclosures, ready to show.
 *
 * @param find what was typed to find a patient
 * @param picks the patients whom that fits
 * @param patient whose account it is; null when nobody is chosen yet
 * @param csv where it can be had as a file; empty when nobody is chosen
 * @param made when the account was made
 * @param typed an entry that was not taken
 * @param typedDay its day, as it was typed
 * @param failure why it was not, or the account could not be made; empty when all is well
 */
public record DisclosuresView(
        String find,
        List<PatientPick> picks,
        @Nullable PatientPick patient,
        String from,
        String until,
        List<Row> rows,
        String csv,
        String made,
        Disclosures.@Nullable Entry typed,
        String typedDay,
        String failure) {
    public DisclosuresView {
        picks = List.copyOf(picks);
        rows = List.copyOf(rows);
    }

    /** A line. */
    public record Row(
            long number, String when, String recipient, String address, String what, String purpose, String source) {}
}
