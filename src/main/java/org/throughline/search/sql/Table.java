package org.throughline.search.sql;

/** The tables of ranges, each with the column by which its rows are read in order. */
enum Table {
    QUANTITY("quantity", "value"),
    MOMENT("moment", "low"),
    STRING("string", "folded"),
    WORDS("words", "resource");

    private final String label;
    private final String order;

    Table(String label, String order) {
        this.label = label;
        this.order = order;
    }

    String label() {
        return label;
    }

    String order() {
        return order;
    }
}
