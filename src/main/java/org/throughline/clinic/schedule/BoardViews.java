package org.throughline.clinic.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.VisitType;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Room;
import org.throughline.care.visit.Step;

/**
 * Puts who is where into words. Pure.
 *
 * @param acts whether the visitor may bring patients on
 * @param stays who is here beside the schedule
 */
record BoardViews(Day day, boolean acts, List<Board.Stay> stays) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final Duration LONG = Duration.ofMinutes(20);
    private static final int MOST_LEFT = 6;

    Board board() {
        List<Booking> here = day.agenda().bookings().stream()
                .filter(booking -> booking.site().isEmpty()
                        || booking.site().equals(day.site().id()))
                .toList();
        List<Board.Lane> lanes = new ArrayList<>();
        lanes.add(lane(
                "Expected",
                "expected",
                here.stream()
                        .filter(booking -> booking.status() == Booking.Status.BOOKED)
                        .map(this::expected)));
        for (Step step : Step.values()) {
            lanes.add(lane(
                    Steps.words(step),
                    step.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    here.stream()
                            .filter(booking -> stepOf(booking) == step)
                            .sorted(Comparator.comparing(this::since))
                            .map(booking -> card(booking, step))));
        }
        return new Board(
                DAY.format(day.where().day()),
                lanes,
                rooms(),
                longest(here),
                day.where().to("board"),
                day.where().home(),
                stays);
    }

    private static Board.Lane lane(String name, String code, Stream<Board.Card> cards) {
        List<Board.Card> all = cards.toList();
        boolean left = code.equals("done");
        List<Board.Card> shown = left && all.size() > MOST_LEFT ? all.subList(all.size() - MOST_LEFT, all.size()) : all;
        return new Board.Lane(name, code, shown, all.size() - shown.size());
    }

    /** The step of an appointment that has begun; null for others. Who may not see the visit sees that they are here. */
    private @Nullable Step stepOf(Booking booking) {
        OpenVisit visit = day.visits().get(booking.id());
        return switch (booking.status()) {
            case CHECKED_IN -> visit == null ? Step.WAITING : visit.step();
            case DONE -> Step.DONE;
            case BOOKED, CANCELLED, NO_SHOW -> null;
        };
    }

    private Instant since(Booking booking) {
        OpenVisit visit = day.visits().get(booking.id());
        return visit == null ? booking.time().from() : visit.since();
    }

    private Board.Card expected(Booking booking) {
        boolean late = day.now().isAfter(booking.time().from());
        String since = late ? Steps.minutes(booking.time().from(), day.now()) + " late" : "";
        return card(booking, since, late, "checkin", "Check in", "", booking.version(), List.of());
    }

    private Board.Card card(Booking booking, Step step) {
        OpenVisit visit = day.visits().get(booking.id());
        if (visit == null || step == Step.DONE) {
            return card(booking, "", false, "", "", "", 0, List.of());
        }
        boolean waits = step != Step.WITH_CLINICIAN;
        boolean late = waits && Duration.between(visit.since(), day.now()).compareTo(LONG) > 0;
        StepView view = Steps.view(visit, step == Step.WAITING ? free() : List.of(), "", day.now());
        String where = !visit.roomName().isEmpty() ? visit.roomName() + ", " : "";
        return card(
                booking,
                where + Steps.minutes(visit.since(), day.now()),
                late,
                "step",
                view.act(),
                view.next(),
                visit.version(),
                view.rooms());
    }

    private Board.Card card(
            Booking booking,
            String since,
            boolean late,
            String act,
            String actWords,
            String step,
            int version,
            List<Choice> rooms) {
        VisitType type = day.house().types().orPlain(booking.type());
        return new Board.Card(
                day.where().to("appointment/" + booking.id()),
                day.name(booking),
                "",
                LocalTimes.shown(booking.time().from(), day.site().zone()),
                day.house().provider(booking).map(Provider::name).orElse(""),
                type.code().isEmpty() ? booking.typeName() : type.name(),
                type.tone().code(),
                since,
                late,
                day.similar().contains(booking.patient()),
                act.isEmpty() || !acts
                        ? ""
                        : "/schedule/appointment/" + booking.id() + "/" + act
                                + day.where().query(),
                actWords,
                step,
                version,
                rooms);
    }

    /** Rooms in which nobody is; all when that is none. */
    private List<Room> free() {
        List<Room> all = day.house().roomsAt(day.site());
        List<Room> free = all.stream().filter(room -> inside(room).isEmpty()).toList();
        return free.isEmpty() ? all : free;
    }

    private Optional<OpenVisit> inside(Room room) {
        return day.visits().values().stream()
                .filter(visit -> visit.step() != Step.DONE && visit.room().equals(room.id()))
                .findFirst();
    }

    private List<Board.RoomState> rooms() {
        return day.house().roomsAt(day.site()).stream()
                .map(room -> inside(room)
                        .map(visit -> new Board.RoomState(room.name(), name(visit), Steps.now(visit, day.now())))
                        .orElseGet(() -> new Board.RoomState(room.name(), "", "")))
                .toList();
    }

    private String name(OpenVisit visit) {
        return day.agenda().bookings().stream()
                .filter(booking -> booking.id().equals(visit.appointment()))
                .map(day::name)
                .findFirst()
                .orElse("");
    }

    private String longest(List<Booking> here) {
        return here.stream()
                .filter(booking -> stepOf(booking) == Step.WAITING)
                .map(booking -> day.visits().get(booking.id()))
                .filter(Objects::nonNull)
                .map(OpenVisit::since)
                .min(Comparator.naturalOrder())
                .map(since -> Steps.minutes(since, day.now()))
                .orElse("");
    }
}
