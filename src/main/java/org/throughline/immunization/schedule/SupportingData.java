package org.throughline.immunization.schedule;

/** The schedule that is loaded, or why there is none. */
public sealed interface SupportingData permits Schedule, NoSchedule {}
