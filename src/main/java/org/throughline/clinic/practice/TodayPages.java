package org.throughline.clinic.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.care.practice.OpenWork;
import org.throughline.care.practice.Today;
import org.throughline.care.schedule.Booking;
import org.throughline.clinic.inbox.Team;
import org.throughline.ui.Visit;

/** The day that it is: who is where, who did not come, what is still free. */
record TodayPages(PracticeParts parts) {
    private static final String HOME = "/practice";
    private static final String LIST = "/practice/today";

    PracticeView page() {
        Today today = parts.todays();
        Team.Present present = parts.team().present();
        OpenWork work = parts.work(present);
        return PracticeView.of("today", "Today", List.of(day(today), new WorkPages(parts, present, work).byKind(HOME)));
    }

    private static Table day(Today today) {
        boolean sites = today.rows().stream().map(Today.Row::site).distinct().count() > 1;
        List<Table.Column> columns =
                new ArrayList<>(List.of(Table.Column.text("Provider"), Table.Column.number("Booked")));
        Arrays.stream(Today.State.values()).forEach(state -> columns.add(Table.Column.number(state.label())));
        columns.add(Table.Column.number("Free"));
        List<Table.Row> rows = new ArrayList<>(
                today.rows().stream().map(row -> row(row, sites)).toList());
        if (rows.size() > 1) {
            rows.add(total(today.rows()));
        }
        return Table.of(
                HOME,
                "today",
                "Who is where",
                "Free is in quarters of an hour from now on.",
                columns,
                rows,
                "Nobody can be booked yet: Schedule, Set up.");
    }

    private static Table.Row row(Today.Row row, boolean sites) {
        List<Table.Cell> cells = new ArrayList<>();
        String name = row.provider().isEmpty() ? "Nobody in particular" : row.provider();
        cells.add(Table.Cell.of(name).with(sites ? row.site() : ""));
        cells.add(Table.Cell.count(row.booked(), list("", row.practitioner())));
        for (Today.State state : Today.State.values()) {
            cells.add(Table.Cell.count(row.count(state), list(state.name(), row.practitioner())));
        }
        cells.add(Table.Cell.count(row.free(), "/schedule"));
        return new Table.Row(cells, false);
    }

    private static Table.Row total(List<Today.Row> rows) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of("All"));
        cells.add(Table.Cell.count(rows.stream().mapToInt(Today.Row::booked).sum(), LIST));
        for (Today.State state : Today.State.values()) {
            cells.add(Table.Cell.count(
                    rows.stream().mapToInt(row -> row.count(state)).sum(), LIST + "?state=" + state));
        }
        cells.add(Table.Cell.count(rows.stream().mapToInt(Today.Row::free).sum(), "/schedule"));
        return new Table.Row(cells, true);
    }

    private static String list(String state, String practitioner) {
        return LIST + "?state=" + state + "&who=" + (practitioner.isEmpty() ? "-" : practitioner);
    }

    /** The appointments behind a number. */
    PracticeView list(Visit visit) {
        String state = visit.request().parameter("state").orElse("");
        String who = visit.request().parameter("who").orElse("");
        Optional<Today.State> wanted = Arrays.stream(Today.State.values())
                .filter(each -> each.name().equals(state))
                .findFirst();
        List<Found> found = parts.todays().rows().stream()
                .filter(row -> who.isEmpty() || row.practitioner().equals(who.equals("-") ? "" : who))
                .flatMap(row -> found(row, wanted))
                .sorted((one, other) -> one.booking()
                        .time()
                        .from()
                        .compareTo(other.booking().time().from()))
                .toList();
        Shown shown = parts.shown(visit, found.stream().map(Found::entry).toList());
        parts.note(visit, "practice/today", shown.told());
        return PracticeView.list(
                "today",
                wanted.map(Today.State::label).orElse("Booked"),
                HOME,
                Table.of(
                        LIST + "?state=" + state + "&who=" + who,
                        "list",
                        "Appointments",
                        "",
                        List.of(
                                Table.Column.text("Time"),
                                Table.Column.text("Patient"),
                                Table.Column.text("Provider"),
                                Table.Column.text("For"),
                                Table.Column.text("State")),
                        found.stream().map(each -> row(each, shown)).toList(),
                        "None at this moment."));
    }

    private record Found(Booking booking, Today.State state, String provider) {
        Shown.Entry entry() {
            return new Shown.Entry("Appointment", booking.id(), booking.patient());
        }
    }

    private static Stream<Found> found(Today.Row row, Optional<Today.State> wanted) {
        return row.bookings().entrySet().stream()
                .filter(each ->
                        wanted.isPresent() ? each.getKey() == wanted.get() : each.getKey() != Today.State.CANCELLED)
                .flatMap(each ->
                        each.getValue().stream().map(booking -> new Found(booking, each.getKey(), row.provider())));
    }

    private Table.Row row(Found found, Shown shown) {
        Booking booking = found.booking();
        boolean sees = shown.sees(found.entry());
        String time = parts.dates().time(booking.time().from());
        return Table.Row.of(
                new Table.Cell(time, "", sees ? "/schedule/appointment/" + booking.id() : "", -1),
                shown.patient(found.entry(), ""),
                Table.Cell.of(found.provider()),
                Table.Cell.of(sees ? booking.typeName() : ""),
                Table.Cell.of(found.state().label()).with(sees ? booking.ended() : ""));
    }
}
