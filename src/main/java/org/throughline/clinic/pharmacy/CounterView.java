package org.throughline.clinic.pharmacy;

import java.util.List;

/**
 * A prescription at the counter, as it is shown.
 *
 * @param who the patient with birth date, address and phone
 * @param facts what else it says, a line each
 * @param state in words
 * @param alarming whether it waits for an answer of the pharmacist
 * @param words why it is so, or what was asked; empty for nothing
 * @param left how much may be dispensed now, in figures; empty when no quantity is prescribed
 * @param unit what is counted
 * @param refills how many fills are left after the present one
 * @param open whether something can be dispensed
 * @param cancels whether the prescriber wants it back
 * @param connected whether the prescriber can be told and asked
 */
public record CounterView(
        String id,
        int version,
        String drug,
        String sig,
        String supply,
        String patient,
        String who,
        String prescriber,
        String practice,
        List<String> facts,
        String state,
        boolean alarming,
        String words,
        String left,
        String unit,
        int refills,
        boolean open,
        boolean cancels,
        boolean connected,
        String since,
        List<Line> dispensed) {
    public CounterView {
        facts = List.copyOf(facts);
        dispensed = List.copyOf(dispensed);
    }

    /** Something that was dispensed. */
    public record Line(String day, String quantity, String lot) {}
}
