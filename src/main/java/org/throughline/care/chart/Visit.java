package org.throughline.care.chart;

/** A visit: what for, with whom, where, and when it began (as FHIR has it). */
public record Visit(String kind, String reason, String clinician, String place, String date) {}
