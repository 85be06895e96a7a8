package org.throughline.care.immunization;

/** A dose that was given and is not counted, and why, in words for clinicians. */
public record Uncounted(Dose dose, String why) {}
