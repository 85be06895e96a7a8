package org.throughline.clinic.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.throughline.care.schedule.Block;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.LocalTimes;

/**
 * Lays a schedule out. Rows are local times, a quarter of an hour each; on the day on which clocks go back, the hour that
 * comes twice has its rows twice. Pure.
 *
 * @param chip how an appointment is shown
 */
record GridBuilder(ZoneId zone, Instant now, Function<Booking, Chip> chip) {
    static final int STEP = 15;
    private static final int EARLIEST = 8;
    private static final int LATEST = 17;

    /**
     * What a column shows.
     *
     * @param open when the provider works
     * @param book gives the address where somebody is booked at a time
     * @param block gives the address of a block
     */
    record Column(
            Grid.Head head,
            LocalDate day,
            List<Interval> open,
            List<Booking> bookings,
            List<Block> blocks,
            Function<String, String> book,
            Function<Block, String> block) {}

    Grid grid(List<Column> columns) {
        List<Row> rows = rows(columns);
        List<List<Grid.Cell>> cells =
                columns.stream().map(column -> cells(column, rows)).toList();
        List<Grid.Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int at = i;
            lines.add(new Grid.Line(
                    rows.get(i).label(),
                    rows.get(i).time().getMinute() == 0,
                    columns.stream().anyMatch(column -> rows.get(at).holds(now, column.day(), zone)),
                    cells.stream()
                            .map(column -> column.get(at))
                            .filter(cell -> cell.rows() > 0)
                            .toList()));
        }
        return new Grid(columns.stream().map(Column::head).toList(), lines);
    }

    /** A local time, the second of its kind on a day on which clocks go back. */
    private record Row(LocalTime time, boolean second) {
        String label() {
            return second ? time + " again" : time.toString();
        }

        /** When it is on a day; from the moment of the jump when clocks leave it out. */
        Instant on(LocalDate day, ZoneId zone) {
            Instant first = LocalTimes.moment(day, time, zone);
            return second
                    ? day.atTime(time).atZone(zone).withLaterOffsetAtOverlap().toInstant()
                    : first;
        }

        boolean exists(LocalDate day, ZoneId zone) {
            int offsets = zone.getRules().getValidOffsets(day.atTime(time)).size();
            return second ? offsets == 2 : offsets > 0;
        }

        boolean holds(Instant moment, LocalDate day, ZoneId zone) {
            return exists(day, zone)
                    && new Interval(on(day, zone), on(day, zone).plus(Duration.ofMinutes(STEP))).holds(moment);
        }
    }

    private List<Row> rows(List<Column> columns) {
        int from = EARLIEST * 60;
        int to = LATEST * 60;
        for (Column column : columns) {
            for (Interval time : times(column)) {
                from = Math.min(from, minute(time.from(), column.day()) / 60 * 60);
                to = Math.max(to, (minute(time.to(), column.day()) + 59) / 60 * 60);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int minute = from; minute < Math.min(to, 24 * 60); minute += STEP) {
            rows.add(new Row(LocalTime.of(minute / 60, minute % 60), false));
        }
        List<Row> twice = rows.stream()
                .map(row -> new Row(row.time(), true))
                .filter(row -> columns.stream().anyMatch(column -> row.exists(column.day(), zone)))
                .toList();
        if (!twice.isEmpty()) {
            int after = IntStream.range(0, rows.size())
                    .filter(i -> rows.get(i).time().equals(twice.getLast().time()))
                    .findFirst()
                    .orElse(rows.size() - 1);
            rows.addAll(after + 1, twice);
        }
        return rows;
    }

    private static List<Interval> times(Column column) {
        List<Interval> times = new ArrayList<>(column.open());
        column.bookings().forEach(booking -> times.add(booking.time()));
        return times;
    }

    /** The minute of the day by the clock on the wall; that of another day is the day's first or last. */
    private int minute(Instant moment, LocalDate day) {
        LocalDate own = moment.atZone(zone).toLocalDate();
        if (!own.equals(day)) {
            return own.isBefore(day) ? 0 : 24 * 60;
        }
        return moment.atZone(zone).toLocalTime().toSecondOfDay() / 60;
    }

    private List<Grid.Cell> cells(Column column, List<Row> rows) {
        List<Grid.Cell> cells = new ArrayList<>();
        int covered = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (covered > 0) {
                covered--;
                cells.add(new Grid.Busy(0, List.of()));
                continue;
            }
            Grid.Cell cell = cell(column, rows, i);
            covered = cell.rows() - 1;
            cells.add(cell);
        }
        return cells;
    }

    private Grid.Cell cell(Column column, List<Row> rows, int at) {
        if (!rows.get(at).exists(column.day(), zone)) {
            return new Grid.Nothing();
        }
        List<Booking> cluster = cluster(column.bookings(), time(column, rows, at), at == 0);
        if (!cluster.isEmpty()) {
            Instant end = cluster.stream()
                    .map(booking -> booking.time().to())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return new Grid.Busy(
                    span(column, rows, at, end), cluster.stream().map(chip).toList());
        }
        Interval time = time(column, rows, at);
        return column.blocks().stream()
                .filter(block -> block.time().overlaps(time))
                .findFirst()
                .<Grid.Cell>map(block -> new Grid.Closed(
                        closedSpan(column, rows, at, block),
                        block.words(),
                        column.block().apply(block)))
                .orElseGet(() -> free(column, rows, at, time));
    }

    private Grid.Cell free(Column column, List<Row> rows, int at, Interval time) {
        boolean open = column.open().stream().anyMatch(each -> each.overlaps(time));
        String label = "Book " + rows.get(at).label() + ", " + column.head().name();
        return new Grid.Free(column.book().apply(LocalTimes.shown(time.from(), zone)), label, open);
    }

    private Interval time(Column column, List<Row> rows, int at) {
        Instant from = rows.get(at).on(column.day(), zone);
        return new Interval(from, from.plus(Duration.ofMinutes(STEP)));
    }

    /** The appointments that begin in a row, and those that lie over them, and so on. */
    private static List<Booking> cluster(List<Booking> bookings, Interval row, boolean first) {
        List<Booking> cluster = new ArrayList<>();
        Instant end = row.to();
        for (Booking booking : bookings) {
            Instant from = booking.time().from();
            boolean before = from.isBefore(row.from());
            boolean begins =
                    row.holds(from) || (first && before && booking.time().to().isAfter(row.from()));
            boolean over = !cluster.isEmpty() && !before && from.isBefore(end);
            if (begins || over) {
                cluster.add(booking);
                Instant ends = rounded(booking.time().to(), row.from());
                end = ends.isAfter(end) ? ends : end;
            }
        }
        return cluster;
    }

    /** The end of the row in which a moment is: what begins before it shares the cell. */
    private static Instant rounded(Instant moment, Instant row) {
        long minutes = Duration.between(row, moment).toMinutes();
        return row.plus(Duration.ofMinutes(Math.ceilDiv(minutes, STEP) * STEP));
    }

    private int span(Column column, List<Row> rows, int at, Instant end) {
        int next = at + 1;
        while (next < rows.size() && time(column, rows, next).from().isBefore(end)) {
            next++;
        }
        return next - at;
    }

    /** A block goes on until the next appointment that stands in it, so that this is seen. */
    private int closedSpan(Column column, List<Row> rows, int at, Block block) {
        int next = at + 1;
        while (next < rows.size()
                && time(column, rows, next).from().isBefore(block.time().to())
                && rows.get(next).exists(column.day(), zone)
                && cluster(column.bookings(), time(column, rows, next), false).isEmpty()) {
            next++;
        }
        return next - at;
    }
}
