package org.throughline.care.charge;

import java.math.BigDecimal;
import java.util.List;

/**
 * Something that was charged at a visit.
 *
 * @param id of the ChargeItem
 * @param words what was charged
 * @param diagnoses the reasons, in words with their codes
 * @param amount of all of it
 * @param entered by whom
 */
public record Charge(
        String id,
        int version,
        String code,
        String words,
        int quantity,
        List<String> diagnoses,
        BigDecimal amount,
        String entered) {
    public Charge {
        diagnoses = List.copyOf(diagnoses);
    }
}
