package org.throughline.terminology.imaging;

import java.util.Optional;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;

/**
 * An imaging study that can be ordered.
 *
 * @param entry its name, its kind, and its LOINC code when one fits
 * @param exam by what and where it looks; empty for one beyond our catalogue whose name does not tell it
 * @param contrast {@code without}, {@code with}, {@code both} or empty
 * @param asksPregnancy whether pregnancy must be asked about before
 * @param preparation what the patient is told; empty for nothing
 */
public record Study(Entry entry, Optional<Exam> exam, String contrast, boolean asksPregnancy, String preparation) {

    /** Its own short name. */
    public String name() {
        return entry.name();
    }

    /** Its LOINC code, when one fits. */
    public Optional<Coding> loinc() {
        return entry.coding(Coding.LOINC);
    }

    /** Whether something is given by which one sees more. */
    public boolean usesContrast() {
        return contrast.equals("with") || contrast.equals("both");
    }
}
