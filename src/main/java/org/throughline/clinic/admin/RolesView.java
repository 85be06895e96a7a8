package org.throughline.clinic.admin;

import java.util.List;

/** The roles in a list. */
public record RolesView(List<Row> rows, List<Choice> missing) {
    public RolesView {
        rows = List.copyOf(rows);
        missing = List.copyOf(missing);
    }

    /** A role. */
    public record Row(int number, String name, String heldBy, String purpose, String duties) {}
}
