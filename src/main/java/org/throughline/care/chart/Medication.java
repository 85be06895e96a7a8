package org.throughline.care.chart;

/**
 * A medication that was ordered.
 *
 * @param id of the order
 * @param name the drug as it was ordered
 * @param sig how it is taken, in words; empty when not recorded
 * @param prescriber who ordered it; empty when unknown
 * @param since when it was ordered, as FHIR has it
 * @param contested whether the patient asked to correct it
 */
public record Medication(
        String id, String name, String sig, boolean active, String prescriber, String since, boolean contested) {}
