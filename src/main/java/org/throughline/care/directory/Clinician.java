package org.throughline.care.directory;

/**
 * Somebody of the staff: a Practitioner.
 *
 * @param id the Practitioner's id
 * @param name for a person to read
 */
public record Clinician(String id, String name) {}
