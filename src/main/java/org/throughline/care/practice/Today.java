package org.throughline.care.practice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.access.Caller;
import org.throughline.care.schedule.Agenda;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.FreeTimes;
import org.throughline.care.schedule.House;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.schedule.Site;
import org.throughline.care.visit.Step;
import org.throughline.care.visit.Visits;

/**
 * The day that it is now, at each site by the site's own clock.
 *
 * @param rows by site and provider
 */
public record Today(LocalDate day, List<Row> rows) {
    public Today {
        rows = List.copyOf(rows);
    }

    /** What has become of an appointment by now. */
    public enum State {
        EXPECTED("Expected"),
        WAITING("Waiting"),
        IN_ROOM("In room"),
        WITH_CLINICIAN("With clinician"),
        LEAVING("Ready to leave"),
        DONE("Left"),
        NO_SHOW("Did not come"),
        CANCELLED("Cancelled");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * The day of somebody at a site.
     *
     * @param practitioner the id of the Practitioner; empty for nobody in particular
     * @param free how many quarters of an hour are still free; 0 where nobody can be booked
     */
    public record Row(String site, String practitioner, String provider, Map<State, List<Booking>> bookings, int free) {
        public Row {
            bookings = Map.copyOf(bookings);
        }

        /** How many are so far. */
        public int count(State state) {
            return bookings.getOrDefault(state, List.of()).size();
        }

        /** How many were or are to be seen: all that stand. */
        public int booked() {
            return bookings.entrySet().stream()
                    .filter(each -> each.getKey() != State.CANCELLED)
                    .mapToInt(each -> each.getValue().size())
                    .sum();
        }
    }

    /**
     * Reads it.
     *
     * @param organization the id of the Organization that is the practice; empty for none
     */
    public static Today read(
            ScheduleReader schedule, Visits visits, Caller caller, ZoneId zone, String organization, Instant now) {
        House house = schedule.house(caller, zone, organization);
        Map<ZoneId, Agenda> agendas = new HashMap<>();
        Map<String, Step> steps = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (Site site : house.sites()) {
            Agenda agenda = agendas.computeIfAbsent(site.zone(), of -> {
                Interval day = LocalTimes.day(LocalDate.ofInstant(now, of), of);
                List<Booking> bookings = schedule.bookings(caller, day);
                visits.of(caller, begun(bookings))
                        .forEach(visit -> steps.merge(
                                visit.appointment(),
                                visit.step(),
                                (one, other) -> one.compareTo(other) > 0 ? one : other));
                return new Agenda(bookings, Map.of(), schedule.blocks(caller, day));
            });
            rows.addAll(rows(house, site, agenda, steps, now));
        }
        return new Today(LocalDate.ofInstant(now, zone), rows);
    }

    private static List<String> begun(List<Booking> bookings) {
        return bookings.stream()
                .filter(booking -> booking.status() == Booking.Status.CHECKED_IN)
                .map(Booking::id)
                .toList();
    }

    /** What is of no site that is known is at the first. */
    private static List<Row> rows(House house, Site site, Agenda agenda, Map<String, Step> steps, Instant now) {
        boolean first = site.equals(house.sites().getFirst());
        Map<String, Map<State, List<Booking>>> byWhom = new HashMap<>();
        for (Booking booking : agenda.bookings()) {
            boolean known = house.sites().stream().anyMatch(each -> each.id().equals(booking.site()));
            if (known ? booking.site().equals(site.id()) : first) {
                String whom = house.provider(booking).isPresent() ? booking.practitioner() : "";
                byWhom.computeIfAbsent(whom, key -> new EnumMap<>(State.class))
                        .computeIfAbsent(state(booking, steps), state -> new ArrayList<>())
                        .add(booking);
            }
        }
        List<Row> rows = new ArrayList<>();
        LocalDate day = LocalDate.ofInstant(now, site.zone());
        for (Provider provider : house.at(site)) {
            rows.add(new Row(
                    site.name(),
                    provider.practitioner(),
                    provider.name(),
                    byWhom.getOrDefault(provider.practitioner(), Map.of()),
                    FreeTimes.quarters(provider, site.zone(), agenda, day, now)));
            byWhom.remove(provider.practitioner());
        }
        byWhom.forEach((whom, bookings) -> rows.add(new Row(
                site.name(),
                whom,
                house.providers().stream()
                        .filter(each -> each.practitioner().equals(whom))
                        .map(Provider::name)
                        .findFirst()
                        .orElse(""),
                bookings,
                0)));
        return rows;
    }

    private static State state(Booking booking, Map<String, Step> steps) {
        return switch (booking.status()) {
            case BOOKED -> State.EXPECTED;
            case DONE -> State.DONE;
            case CANCELLED -> State.CANCELLED;
            case NO_SHOW -> State.NO_SHOW;
            case CHECKED_IN ->
                switch (steps.getOrDefault(booking.id(), Step.WAITING)) {
                    case WAITING -> State.WAITING;
                    case IN_ROOM -> State.IN_ROOM;
                    case WITH_CLINICIAN -> State.WITH_CLINICIAN;
                    case LEAVING -> State.LEAVING;
                    case DONE -> State.DONE;
                };
        };
    }
}
