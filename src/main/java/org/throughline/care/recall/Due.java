package org.throughline.care.recall;

import java.util.List;
import org.throughline.care.chart.Person;

/**
 * Who is due by a rule.
 *
 * @param rows those who have waited longest first; who was never seen before all
 * @param looked how many patients were looked at
 * @param more whether there are patients who were not looked at
 */
public record Due(List<Row> rows, int looked, boolean more) {
    public Due {
        rows = List.copyOf(rows);
    }

    /**
     * Somebody who is due.
     *
     * @param last the day of the last such visit as FHIR has it; empty for none
     */
    public record Row(Person person, String last) {}
}
