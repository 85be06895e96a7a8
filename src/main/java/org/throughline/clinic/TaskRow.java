package org.throughline.clinic;

/**
 * A task or message about a patient that is open.
 *
 * @param address where it is dealt with
 * @param with on whose list it is
 * @param style {@code caution} when it is overdue, else empty
 */
public record TaskRow(String address, String kind, String what, String with, String when, String style) {}
