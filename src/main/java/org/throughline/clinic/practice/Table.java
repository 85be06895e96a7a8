package org.throughline.clinic.practice;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.ui.Csv;

/**
 * A table of figures, or of what is behind one.
 *
 * @param key as it is written in an address
 * @param hint what the figures mean; empty where that goes without saying
 * @param columns the first names the rows
 * @param empty what is said when there are no rows
 */
public record Table(
        String key, String title, String hint, List<Column> columns, List<Row> rows, String empty, String csv) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A table whose file is at the address of its page.
     *
     * @param page the address of the page
     */
    static Table of(
            String page, String key, String title, String hint, List<Column> columns, List<Row> rows, String empty) {
        return new Table(
                key, title, hint, columns, rows, empty, page + (page.contains("?") ? "&" : "?") + "csv=" + key);
    }

    /**
     * A column.
     *
     * @param number whether it holds numbers, which are aligned by their ends
     */
    public record Column(String title, boolean number) {
        static Column text(String title) {
            return new Column(title, false);
        }

        static Column number(String title) {
            return new Column(title, true);
        }
    }

    /**
     * A row.
     *
     * @param total whether it sums the others up
     */
    public record Row(List<Cell> cells, boolean total) {
        public Row {
            cells = List.copyOf(cells);
        }

        static Row of(Cell... cells) {
            return new Row(List.of(cells), false);
        }
    }

    /**
     * A cell.
     *
     * @param under more about it in a lighter tone; empty for nothing
     * @param address of the list behind it; empty for none
     * @param bar how much of the longest it is, of 100; negative for no bar
     */
    public record Cell(String text, String under, String address, int bar) {
        static Cell of(String text) {
            return new Cell(text, "", "", -1);
        }

        /** A count; what counts nothing leads nowhere. */
        static Cell count(long count, String address) {
            return new Cell(Long.toString(count), "", count == 0 ? "" : address, -1);
        }

        Cell with(String more) {
            return new Cell(text, more, address, bar);
        }
    }

    /** As lines of a file. */
    String lines() {
        return Csv.line(columns.stream().map(Column::title).toList())
                + rows.stream()
                        .map(row -> Csv.line(row.cells().stream()
                                .map(cell -> Stream.of(cell.text(), cell.under())
                                        .filter(text -> !text.isEmpty())
                                        .collect(Collectors.joining(" · ")))
                                .toList()))
                        .collect(Collectors.joining());
    }
}
