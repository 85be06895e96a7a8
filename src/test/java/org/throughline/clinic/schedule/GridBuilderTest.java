package org.throughline.clinic.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.LocalTimes;

/** Every appointment stands in the grid once, in a row of its time, on whatever day. */
class GridBuilderTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate FORWARD = LocalDate.of(2027, 3, 14);
    private static final LocalDate BACK = LocalDate.of(2027, 11, 7);

    private static Booking booking(int number, Instant from, int minutes) {
        return new Booking(
                "b" + number,
                1,
                Booking.Status.BOOKED,
                new Interval(from, from.plus(Duration.ofMinutes(minutes))),
                "p",
                "",
                "d",
                "",
                "",
                "",
                "",
                "",
                false,
                "",
                "");
    }

    private static Chip chip(Booking booking) {
        return new Chip(
                booking.id(),
                "",
                LocalTimes.shown(booking.time().from(), NEW_YORK),
                "",
                "",
                "",
                "",
                "",
                "",
                false,
                1,
                true,
                false);
    }

    private static Grid grid(LocalDate day, List<Booking> bookings) {
        List<Booking> sorted = new ArrayList<>(bookings);
        sorted.sort(Comparator.comparing(each -> each.time().from()));
        GridBuilder.Column column = new GridBuilder.Column(
                new Grid.Head("Dr. A", "", "", false),
                day,
                List.of(new Interval(
                        LocalTimes.moment(day, LocalTime.of(0, 0), NEW_YORK),
                        LocalTimes.moment(day, LocalTime.of(6, 0), NEW_YORK))),
                sorted,
                List.of(),
                time -> "at " + time,
                block -> "");
        return new GridBuilder(NEW_YORK, Instant.EPOCH, GridBuilderTest::chip).grid(List.of(column));
    }

    @Test
    void everyAppointmentStandsOnceInARowOfItsTimeAndRowsAddUp() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            LocalDate day = List.of(FORWARD, BACK, FORWARD.plusDays(1)).get(round % 3);
            Interval whole = LocalTimes.day(day, NEW_YORK);
            List<Booking> bookings = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                Instant from = whole.from().plus(Duration.ofMinutes(random.nextInt(whole.minutes() - 60)));
                bookings.add(booking(i, from, 5 + random.nextInt(55)));
            }
            Grid grid = grid(day, bookings);
            List<String> shown = new ArrayList<>();
            int covered = 0;
            for (Grid.Line line : grid.lines()) {
                assertEquals(covered == 0 ? 1 : 0, line.cells().size(), "a cell begins where none is");
                covered = Math.max(0, covered - 1);
                if (!line.cells().isEmpty()) {
                    covered = line.cells().getFirst().rows() - 1;
                    if (line.cells().getFirst() instanceof Grid.Busy busy) {
                        busy.chips().forEach(each -> shown.add(each.id()));
                        String first = busy.chips().getFirst().time();
                        assertTrue(
                                first.substring(0, 2).equals(line.label().substring(0, 2)),
                                first + " in row " + line.label());
                    }
                }
            }
            assertEquals(0, covered, "nothing reaches beyond the last row");
            assertEquals(
                    bookings.stream().map(Booking::id).sorted().toList(),
                    shown.stream().sorted().toList(),
                    day + " round " + round);
        }
    }

    @Test
    void theHourThatIsLeftOutHasNoCellsAndTheOneThatComesTwiceHasItsRowsTwice() {
        List<Grid.Line> forward = grid(FORWARD, List.of()).lines();
        assertTrue(forward.stream()
                .filter(line -> line.label().startsWith("02:"))
                .allMatch(line -> line.cells().getFirst() instanceof Grid.Nothing));
        List<String> back =
                grid(BACK, List.of()).lines().stream().map(Grid.Line::label).toList();
        assertEquals(
                List.of("01:45", "01:00 again", "01:15 again", "01:30 again", "01:45 again", "02:00"),
                back.subList(back.indexOf("01:45"), back.indexOf("02:00") + 1));
        Grid.Line again = grid(BACK, List.of()).lines().get(back.indexOf("01:30 again"));
        assertEquals("at 01:30 -05:00", ((Grid.Free) again.cells().getFirst()).address());
    }
}
