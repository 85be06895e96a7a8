package org.throughline.clinic.privacy;

/**
 * A patient to choose.
 *
 * @param name as in all lists: {@code MARLOWE, Ada}
 * @param facts what tells them from others of the name
 */
public record PatientPick(String id, String name, String facts) {}
