package org.throughline.clinic.schedule;

import java.util.List;

/**
 * The schedule as a table: a row for each quarter of an hour, a column for each provider of a day or each day of a provider.
 */
public record Grid(List<Head> heads, List<Line> lines) {
    public Grid {
        heads = List.copyOf(heads);
        lines = List.copyOf(lines);
    }

    /**
     * The head of a column.
     *
     * @param address where it leads: a provider to the week, a day to the day
     * @param more beside its name
     */
    public record Head(String name, String address, String more, boolean today) {}

    /**
     * A row.
     *
     * @param label its time
     * @param hour whether it begins an hour
     * @param now whether it is the present one
     * @param cells those that begin in it, with the numbers of their columns
     */
    public record Line(String label, boolean hour, boolean now, List<Cell> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    /** A cell, over one or more rows. */
    public sealed interface Cell {
        int rows();
    }

    /**
     * Nobody is booked.
     *
     * @param address where somebody is booked at this time
     * @param label for who hears it: {@code Book 09:15, Rivera}
     * @param open whether the provider works at that time
     */
    public record Free(String address, String label, boolean open) implements Cell {
        @Override
        public int rows() {
            return 1;
        }
    }

    /** There is no such time on that day. */
    public record Nothing() implements Cell {
        @Override
        public int rows() {
            return 1;
        }
    }

    /** Appointments, several where they lie over one another. */
    public record Busy(int rows, List<Chip> chips) implements Cell {
        public Busy {
            chips = List.copyOf(chips);
        }
    }

    /**
     * Closed for a while.
     *
     * @param words what it is
     * @param address of its panel; empty for whoever may not change it
     */
    public record Closed(int rows, String words, String address) implements Cell {}
}
