package org.throughline.safety.rule;

import java.time.LocalDate;

/**
 * Which rules were used: the file, its version and date, and the SHA-256 of its content in hexadecimal digits.
 *
 * @param until the last day on which the file is good without another review
 */
public record RuleVersion(String file, String version, LocalDate dated, LocalDate until, String digest) {}
