package org.throughline.clinic.admin;

import java.util.List;

/** The roles in a list. */
public record RolesView(List<Row> rows) {
    public RolesView {
        rows = List.copyOf(rows);
    }

    /** A role. */
    public record Row(int number, String name, String heldBy, String purpose, String duties) {}
}
