package org.throughline.clinic;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Patients to choose from.
 *
 * @param query what was typed; empty for the most recently changed
 * @param more whether there are more than are shown
 */
public record PatientList(String query, List<Row> rows, boolean more) {
    public PatientList {
        rows = List.copyOf(rows);
    }

    /** A patient in the list. */
    public record Row(String id, String family, String given, String born, String sex, String number, String phone) {
        /** On one line: {@code MARLOWE, Ada}. */
        public String name() {
            return family + ", " + given;
        }

        /** What tells them from others of the name, on one line. */
        public String facts() {
            return Stream.of(born, sex, number).filter(fact -> !fact.isEmpty()).collect(Collectors.joining(" · "));
        }
    }

    /** What stands where the rows would be. */
    public String emptyMessage() {
        return query.isBlank()
                ? "There is no patient yet."
                : "No patient matches “" + query + "”. Try part of the name, or a birth date such as 1958-07-14.";
    }

    /** What the table shows, for those who hear it. */
    public String caption() {
        return query.isBlank() ? "Patients, last changed first" : "Patients that match " + query;
    }
}
