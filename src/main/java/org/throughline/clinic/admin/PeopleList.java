package org.throughline.clinic.admin;

import java.util.List;

/**
 * The accounts in a list.
 *
 * @param query what was typed
 * @param more whether there are more than are shown
 */
public record PeopleList(String query, List<Row> rows, boolean more) {
    public PeopleList {
        rows = List.copyOf(rows);
    }

    /**
     * An account.
     *
     * @param state what is to be known of it: disabled, invited; empty for nothing
     */
    public record Row(
            long number,
            String display,
            String name,
            String kind,
            String roles,
            String secondFactor,
            String used,
            String state) {}
}
