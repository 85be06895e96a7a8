package org.throughline.care.practice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.throughline.access.Caller;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.House;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.visit.Timing;
import org.throughline.care.visit.Visits;

/** How long visits took at each step, and where patients wait. */
public final class VisitTimes {
    private final ScheduleReader schedule;
    private final Visits visits;

    public VisitTimes(ScheduleReader schedule, Visits visits) {
        this.schedule = schedule;
        this.visits = visits;
    }

    /**
     * The visits of some days that were led through their steps here.
     *
     * @param organization the id of the Organization that is the practice; empty for none
     * @param days how many before today; today counts too
     */
    public List<Seen> read(Caller caller, ZoneId zone, String organization, Instant now, int days) {
        Instant from = LocalDate.ofInstant(now, zone)
                .minusDays(days)
                .atStartOfDay(zone)
                .toInstant();
        House house = schedule.house(caller, zone, organization);
        Map<String, Booking> bookings = new HashMap<>();
        schedule.bookings(caller, new Interval(from, now.plus(Duration.ofDays(1))))
                .forEach(booking -> bookings.put(booking.id(), booking));
        Map<String, String> names = new HashMap<>();
        house.providers().forEach(provider -> names.put(provider.practitioner(), provider.name()));
        List<Seen> seen = new ArrayList<>();
        for (Timing timing : visits.timings(caller, from, now)) {
            Booking booking = bookings.get(timing.appointment());
            seen.add(new Seen(
                    timing,
                    LocalDate.ofInstant(timing.arrived(), zone),
                    booking == null
                            ? Optional.empty()
                            : Optional.of(booking.time().from()),
                    booking == null ? "" : type(house, booking),
                    names.getOrDefault(timing.practitioner(), "")));
        }
        return List.copyOf(seen);
    }

    private static String type(House house, Booking booking) {
        return house.types().find(booking.type()).map(type -> type.name()).orElse(booking.typeName());
    }

    /** The visits of some days, put together. */
    public static Map<String, List<Seen>> groups(List<Seen> seen, Seen.By by, LocalDate since) {
        Map<String, List<Seen>> groups = new TreeMap<>();
        seen.stream()
                .filter(each -> !each.day().isBefore(since))
                .forEach(each -> groups.computeIfAbsent(key(each, by), key -> new ArrayList<>())
                        .add(each));
        return groups;
    }

    /** What a visit is put together by; sorted, groups are in order. */
    public static String key(Seen seen, Seen.By by) {
        return switch (by) {
            case TYPE -> seen.type();
            case PROVIDER -> seen.provider();
            case WEEKDAY ->
                seen.day().getDayOfWeek().getValue() + " "
                        + seen.day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case DAY -> seen.day().toString();
        };
    }

    /** How long a step took in a group; empty when it was noted too seldom. */
    public static Optional<Spread> spread(List<Seen> group, Timing.Span span) {
        return Spread.of(group.stream()
                .flatMap(seen -> seen.timing().took(span).stream())
                .toList());
    }

    /** By how much patients came after their time; empty when that is known too seldom. Who comes early is not late. */
    public static Optional<Spread> late(List<Seen> group) {
        return Spread.of(group.stream()
                .flatMap(seen -> seen.late().stream())
                .map(late -> late.isNegative() ? Duration.ZERO : late)
                .toList());
    }
}
