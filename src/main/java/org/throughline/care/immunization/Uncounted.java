package org.throughline.care.immunization;

/**
 * A dose that was given and is not counted.
 *
 * @param why in words for clinicians
 * @param as the id of the dose that counts and that this is too; empty when it is none
 */
public record Uncounted(Dose dose, String why, String as) {}
