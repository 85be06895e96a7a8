package org.throughline.care.chart;

/**
 * A problem or diagnosis.
 *
 * @param id of the Condition
 * @param onset when it began, as FHIR has it; empty when unknown
 * @param abatement when it ended; empty when it has not or is unknown
 * @param recorded when it was written down; empty when unknown
 * @param contested whether the patient asked to correct it
 */
public record Problem(
        String id, String name, boolean active, String onset, String abatement, String recorded, boolean contested) {
    /** When it began, as far as is known: at the latest when it was written down. */
    String from() {
        return onset.isEmpty() ? recorded : onset;
    }
}
