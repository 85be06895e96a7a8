package org.throughline.care.chart;

/**
 * A dose of a vaccine that was given, and when (as FHIR has it).
 *
 * @param contested whether the patient asked to correct it
 */
public record Immunization(String id, String vaccine, String date, boolean contested) {}
