package org.throughline.care.chart;

/**
 * A problem or diagnosis.
 *
 * @param id of the Condition
 * @param code its first code with its system, {@code system|code}; empty when it is not coded
 * @param onset when it began, as FHIR has it; empty when unknown
 * @param abatement when it ended; empty when it has not or is unknown
 * @param recorded when it was written down; empty when unknown
 * @param remarks what is to be said of it beside
 */
public record Problem(
        String id,
        String name,
        String code,
        boolean active,
        String onset,
        String abatement,
        String recorded,
        Remarks remarks) {
    Problem with(Remarks other) {
        return new Problem(id, name, code, active, onset, abatement, recorded, other);
    }

    /** When it began, as far as is known: at the latest when it was written down. */
    String from() {
        return onset.isEmpty() ? recorded : onset;
    }
}
