package org.throughline.clinic.admin;

/**
 * Something to choose from in a form.
 *
 * @param value what the form sends
 * @param label for people
 * @param chosen whether it is chosen already
 */
public record Choice(String value, String label, boolean chosen) {}
