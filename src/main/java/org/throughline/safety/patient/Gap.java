package org.throughline.safety.patient;

/**
 * A part of the snapshot that is not whole: nobody asked about allergies, a list could not be read.
 *
 * @param words why, as the clinician is told: {@code nobody has asked about allergies}
 */
public record Gap(Part part, String words) {}
