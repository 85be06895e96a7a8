package org.throughline.care.chart;

/**
 * A visit: what for, with whom, where, and when it began (as FHIR has it).
 *
 * @param underWay whether the patient is there now
 * @param remarks what is to be said of it beside
 */
public record Visit(
        String id,
        String kind,
        String reason,
        String clinician,
        String place,
        String date,
        boolean underWay,
        Remarks remarks) {}
