package org.throughline.care.chart;

import org.throughline.care.medication.Origin;

/**
 * A medication that was ordered, or is taken without an order of ours.
 *
 * @param id of the order or the statement
 * @param statement whether it is a statement; else it is an order
 * @param name the drug as it was ordered or told
 * @param sig how it is taken, in words; empty when not recorded
 * @param prescriber who ordered or told it; empty when unknown
 * @param since when it was ordered, or since when it is taken, as FHIR has it
 * @param remarks what is to be said of it beside
 * @param said what was last said of an order: that it is not taken, or otherwise; empty when it is taken so
 */
public record Medication(
        String id,
        boolean statement,
        String name,
        String sig,
        boolean active,
        String prescriber,
        String since,
        Remarks remarks,
        Origin origin,
        String said) {
    Medication with(Remarks other) {
        return new Medication(id, statement, name, sig, active, prescriber, since, other, origin, said);
    }
}
