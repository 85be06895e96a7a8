package org.throughline.safety.patient;

import java.util.List;
import org.throughline.terminology.Coding;

/**
 * A problem or diagnosis.
 *
 * @param id what the record knows it by
 * @param name as the record has it
 * @param codes ICD-10-CM and SNOMED CT; empty when it is text only
 * @param active false for what is resolved or inactive; what was refuted or entered in error is not in the snapshot
 * @param kept whether the patient keeps it private
 */
public record Condition(String id, String name, List<Coding> codes, boolean active, boolean kept) {
    public Condition {
        codes = List.copyOf(codes);
    }
}
