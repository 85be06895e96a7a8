package org.throughline.terminology.lab;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.throughline.terminology.Rows;

/**
 * What laboratory tests cost. Immutable.
 *
 * @see <a href="https://www.cms.gov/medicare/payment/fee-schedules/clinical-laboratory-fee-schedule-clfs">Medicare's fees</a>
 */
public final class LabCosts {
    private final Map<String, Integer> cents = new HashMap<>();

    private LabCosts() {}

    /** Reads the file of this room. Do it once and pass it on. */
    public static LabCosts shipped() {
        LabCosts costs = new LabCosts();
        for (Rows.Row row : Rows.of(LabCosts.class, "costs.tsv", "loinc", "cents")) {
            String loinc = row.text("loinc");
            row.require(loinc.matches("\\d{1,6}-\\d"), "has no LOINC code");
            row.require(row.text("cents").matches("[1-9]\\d{1,6}"), "has no price");
            row.require(costs.cents.put(loinc, Integer.valueOf(row.text("cents"))) == null, "is there twice");
        }
        return costs;
    }

    /** In US cents, of a test of one of these LOINC codes; empty when it is not known. */
    public OptionalInt of(Collection<String> loincs) {
        return loincs.stream()
                .sorted()
                .filter(cents::containsKey)
                .mapToInt(cents::get)
                .findFirst();
    }
}
