package org.throughline.immunization.schedule;

/**
 * Two vaccines that need a distance (section 6.7): from {@code begin} after the previous one until {@code end}; until
 * {@code minimumEnd} when the previous dose is valid or of another antigen.
 */
public record Conflict(String previousCvx, String currentCvx, Span begin, Span minimumEnd, Span end) {}
