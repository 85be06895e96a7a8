package org.throughline.care.check;

import java.time.LocalDate;

/**
 * An answer that a finding was given when something was signed before.
 *
 * @param key by which the same finding is known
 * @param by a reference to who answered
 * @param on the day
 * @param reason why it was signed nevertheless
 */
public record Earlier(String key, String by, LocalDate on, String reason) {}
