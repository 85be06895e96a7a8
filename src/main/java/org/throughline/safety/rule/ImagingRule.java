package org.throughline.safety.rule;

import java.util.Collections;
import java.util.Set;
import org.throughline.terminology.imaging.Exam;

/**
 * How soon imaging is repeated with use.
 *
 * @param modalities none for any
 * @param parts of the body, as the catalogue of imaging names them; none for any
 * @param loincs none for any; else it is about these studies alone, the earlier one too
 * @param open whether it is about what is ordered and still open, and not about what is done
 * @param days within so many days after one another tells nothing new
 */
public record ImagingRule(
        Rule rule, Set<Exam.Modality> modalities, Set<String> parts, Set<String> loincs, boolean open, int days) {
    public ImagingRule {
        modalities = Set.copyOf(modalities);
        parts = Set.copyOf(parts);
        loincs = Set.copyOf(loincs);
    }

    /** Whether it is about an examination of these codes. */
    public boolean concerns(Exam exam, Set<String> codes) {
        return (modalities.isEmpty() || modalities.contains(exam.modality()))
                && (parts.isEmpty() || !Collections.disjoint(parts, exam.parts()))
                && (loincs.isEmpty() || !Collections.disjoint(loincs, codes));
    }
}
