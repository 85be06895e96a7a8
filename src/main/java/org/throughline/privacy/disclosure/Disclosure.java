package org.throughline.privacy.disclosure;

import java.time.LocalDate;

/**
 * A line of the account.
 *
 * @param number of what was entered by hand; 0 for what the trail has
 * @param day the first day
 * @param until the last day, where it was several times
 * @param count how many times
 * @param address of the recipient; empty when it is not known
 * @param source who entered it, or that the trail has it
 */
public record Disclosure(
        long number,
        LocalDate day,
        LocalDate until,
        long count,
        String recipient,
        String address,
        String what,
        String purpose,
        String source) {}
