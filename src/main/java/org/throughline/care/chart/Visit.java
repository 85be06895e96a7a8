package org.throughline.care.chart;

/**
 * A visit: what for, with whom, where, and when it began (as FHIR has it).
 *
 * @param underWay whether the patient is there now
 * @param contested whether the patient asked to correct it
 */
public record Visit(
        String id,
        String kind,
        String reason,
        String clinician,
        String place,
        String date,
        boolean underWay,
        boolean contested) {}
