package org.throughline.care.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** When a provider is free for a while: what hours leave when appointments and closed times are taken away. Pure. */
public final class FreeTimes {
    /** How far ahead is looked. */
    public static final int DAYS = 28;

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final int A_DAY = 4;
    private static final int MOST = 8;

    private FreeTimes() {}

    /**
     * The next ones, a few of a day, at quarters of an hour from the beginning of the hours.
     *
     * @param agenda what is on from the first day on for {@link #DAYS} days
     * @param after no time begins before it
     */
    public static List<Interval> next(
            Provider provider, ZoneId zone, Agenda agenda, LocalDate first, Instant after, int minutes) {
        List<Interval> free = new ArrayList<>();
        for (int i = 0; i < DAYS && free.size() < MOST; i++) {
            free.addAll(of(provider, zone, agenda, first.plusDays(i), after, Duration.ofMinutes(minutes)));
        }
        return free.size() > MOST ? free.subList(0, MOST) : free;
    }

    /** How many quarters of an hour are free on a day from a moment on. */
    public static int quarters(Provider provider, ZoneId zone, Agenda agenda, LocalDate day, Instant after) {
        int free = 0;
        for (Interval open : provider.hours().on(day, zone)) {
            for (Instant at = open.from(); !at.plus(STEP).isAfter(open.to()); at = at.plus(STEP)) {
                boolean counts = !at.isBefore(after) && isFree(provider, agenda, new Interval(at, at.plus(STEP)));
                free += counts ? 1 : 0;
            }
        }
        return free;
    }

    private static List<Interval> of(
            Provider provider, ZoneId zone, Agenda agenda, LocalDate day, Instant after, Duration length) {
        List<Interval> free = new ArrayList<>();
        for (Interval open : provider.hours().on(day, zone)) {
            Instant at = open.from();
            while (free.size() < A_DAY && !at.plus(length).isAfter(open.to())) {
                Interval time = new Interval(at, at.plus(length));
                boolean fits = !at.isBefore(after) && isFree(provider, agenda, time);
                if (fits) {
                    free.add(time);
                }
                at = at.plus(fits && length.compareTo(STEP) > 0 ? length : STEP);
            }
        }
        return free;
    }

    private static boolean isFree(Provider provider, Agenda agenda, Interval time) {
        return agenda.bookings().stream()
                        .filter(Booking::stands)
                        .filter(booking -> booking.practitioner().equals(provider.practitioner()))
                        .noneMatch(booking -> booking.time().overlaps(time))
                && agenda.blocks().stream()
                        .filter(block -> block.schedule().equals(provider.id()))
                        .noneMatch(block -> block.time().overlaps(time));
    }
}
