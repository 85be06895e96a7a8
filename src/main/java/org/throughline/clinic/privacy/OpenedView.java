package org.throughline.clinic.privacy;

/** A chart that was opened with a reason and waits to be looked into. */
public record OpenedView(long number, String when, String who, PatientPick patient, String reason) {}
