package org.throughline.care.chart;

/**
 * A problem or diagnosis.
 *
 * @param id of the Condition
 * @param onset when it began, as FHIR has it; empty when unknown
 * @param abatement when it ended; empty when it has not or is unknown
 */
public record Problem(String id, String name, boolean active, String onset, String abatement) {}
