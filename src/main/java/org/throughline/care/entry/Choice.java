package org.throughline.care.entry;

/**
 * A value of a FHIR value set that a form offers.
 *
 * @param code as FHIR writes it
 * @param words as a person reads it
 */
public record Choice(String code, String words) {}
