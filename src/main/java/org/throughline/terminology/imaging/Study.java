package org.throughline.terminology.imaging;

import java.util.Optional;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;

/**
 * An imaging study that can be ordered.
 *
 * @param entry its name, its kind, and its LOINC code when one fits
 * @param modality as DICOM names it: CR, CT, MR, US, MG, RF, NM, PT, BMD
 * @param part of the body, in words
 * @param side {@code left}, {@code right}, {@code both} or empty
 * @param contrast {@code without}, {@code with}, {@code both} or empty
 * @param asksPregnancy whether pregnancy must be asked about before
 * @param preparation what the patient is told; empty for nothing
 */
public record Study(
        Entry entry,
        String modality,
        String part,
        String side,
        String contrast,
        boolean asksPregnancy,
        String preparation) {

    /** Its own short name. */
    public String name() {
        return entry.name();
    }

    /** Its LOINC code, when one fits. */
    public Optional<Coding> loinc() {
        return entry.coding(Coding.LOINC);
    }
}
