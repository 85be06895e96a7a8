package org.throughline.clinic.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.Site;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Step;
import org.throughline.ui.Dates;

/**
 * Puts what a page of the schedule is made of into words. Pure.
 *
 * @param books whether the visitor may book
 * @param practice the practice's time zone
 * @param open the id of the appointment whose panel is open; empty for none
 */
record PageViews(Day day, boolean books, boolean setsUp, ZoneId practice, String open) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    /** How many days a week shows. */
    static final int WEEK = 7;

    static LocalDate monday(LocalDate day) {
        return day.with(DayOfWeek.MONDAY);
    }

    SchedulePage page() {
        Where where = day.where();
        Site site = day.site();
        LocalDate today = LocalDate.ofInstant(day.now(), site.zone());
        List<GridBuilder.Column> columns = where.isWeek() ? ofDays(today) : ofProviders();
        Grid grid = new GridBuilder(site.zone(), day.now(), this::chip).grid(columns);
        int stride = where.isWeek() ? WEEK : 1;
        return new SchedulePage(
                where,
                where.isWeek() ? "Week of " + DAY.format(monday(where.day())) : DAY.format(where.day()),
                where.on(where.day().minusDays(stride)).home(),
                where.on(where.day().plusDays(stride)).home(),
                where.on(today).home(),
                where.day().equals(today),
                new Dates(site.zone()).date(where.day().toString()),
                site.zone().equals(practice) ? "" : site.zone().getId(),
                sites(),
                providers(),
                grid,
                elsewhere(columns).map(this::chip).toList(),
                day.agenda().bookings().stream()
                        .filter(booking -> !booking.stands())
                        .filter(this::isHere)
                        .map(this::chip)
                        .toList(),
                books,
                setsUp,
                columns.isEmpty() ? "Nobody can be booked here yet." : "");
    }

    private List<SchedulePage.Link> sites() {
        List<Site> all = day.house().sites();
        return all.size() < 2
                ? List.of()
                : all.stream()
                        .map(site -> new SchedulePage.Link(
                                day.where().at(site.id()).home(), site.name(), site.equals(day.site())))
                        .toList();
    }

    private List<SchedulePage.Link> providers() {
        return day.house().at(day.site()).stream()
                .map(provider -> new SchedulePage.Link(
                        day.where().of(provider.id()).home(),
                        provider.name(),
                        provider.id().equals(day.where().who())))
                .toList();
    }

    private List<GridBuilder.Column> ofProviders() {
        return day.house().at(day.site()).stream()
                .map(provider -> column(
                        provider,
                        day.where().day(),
                        new Grid.Head(
                                provider.name(), day.where().of(provider.id()).home(), count(provider), false)))
                .toList();
    }

    private String count(Provider provider) {
        long booked = day.agenda().bookings().stream()
                .filter(Booking::stands)
                .filter(booking -> isWith(booking, provider))
                .count();
        return booked == 0 ? "" : booked + " booked";
    }

    private List<GridBuilder.Column> ofDays(LocalDate today) {
        LocalDate monday = monday(day.where().day());
        Optional<Provider> provider = day.house().provider(day.where().who());
        return provider.stream()
                .flatMap(each -> IntStream.range(0, WEEK)
                        .mapToObj(monday::plusDays)
                        .filter(date -> date.getDayOfWeek().getValue() < 6 || isUsed(each, date))
                        .map(date -> column(
                                each,
                                date,
                                new Grid.Head(
                                        SHORT.format(date),
                                        day.where().of("").on(date).home(),
                                        "",
                                        date.equals(today)))))
                .toList();
    }

    /** Whether a day of the weekend has something to show. */
    private boolean isUsed(Provider provider, LocalDate date) {
        return !provider.hours().on(date, day.site().zone()).isEmpty()
                || day.agenda().bookings().stream()
                        .anyMatch(booking -> isWith(booking, provider)
                                && booking.time()
                                        .overlaps(
                                                LocalTimes.day(date, day.site().zone())));
    }

    private GridBuilder.Column column(Provider provider, LocalDate date, Grid.Head head) {
        ZoneId zone = day.site().zone();
        Where here = day.where().on(date);
        return new GridBuilder.Column(
                head,
                date,
                provider.hours().on(date, zone),
                day.agenda().bookings().stream()
                        .filter(Booking::stands)
                        .filter(booking -> isWith(booking, provider))
                        .filter(booking -> booking.time().overlaps(LocalTimes.day(date, zone)))
                        .sorted(Comparator.comparing(booking -> booking.time().from()))
                        .toList(),
                day.agenda().blocks().stream()
                        .filter(block -> block.schedule().equals(provider.id()))
                        .filter(block -> block.time().overlaps(LocalTimes.day(date, zone)))
                        .toList(),
                time -> books
                        ? here.to("book") + "&provider=" + Where.encoded(provider.id()) + "&time=" + Where.encoded(time)
                        : "",
                block -> books ? here.to("block/" + block.id()) : "");
    }

    /** Whether an appointment is with a provider, here. */
    private boolean isWith(Booking booking, Provider provider) {
        return booking.practitioner().equals(provider.practitioner())
                && (booking.site().isEmpty()
                        || provider.site().isEmpty()
                        || booking.site().equals(provider.site()));
    }

    private boolean isHere(Booking booking) {
        return booking.site().isEmpty() || booking.site().equals(day.site().id());
    }

    /** What stands in no column, of this site: with somebody who is not booked here any more, or with nobody. */
    private Stream<Booking> elsewhere(List<GridBuilder.Column> columns) {
        if (day.where().isWeek()) {
            return Stream.of();
        }
        List<Booking> shown =
                columns.stream().flatMap(column -> column.bookings().stream()).toList();
        return day.agenda().bookings().stream()
                .filter(Booking::stands)
                .filter(this::isHere)
                .filter(booking -> !shown.contains(booking));
    }

    private Chip chip(Booking booking) {
        ZoneId zone = day.site().zone();
        OpenVisit visit = day.visits().get(booking.id());
        return new Chip(
                booking.id(),
                day.where().to("appointment/" + booking.id()),
                time(booking.time().from(), zone),
                time(booking.time().to(), zone),
                day.name(booking),
                day.house()
                        .types()
                        .find(booking.type())
                        .map(type -> type.name())
                        .orElse(booking.typeName()),
                day.house().types().orPlain(booking.type()).tone().code(),
                state(booking, visit),
                step(booking, visit),
                booking.stands() && day.similar().contains(booking.patient()),
                booking.version(),
                books && booking.status() == Booking.Status.BOOKED,
                booking.id().equals(open));
    }

    private static String time(java.time.Instant moment, ZoneId zone) {
        return LocalTimes.shown(moment, zone);
    }

    /** What has become of an appointment, in words; empty while it is only booked and not yet due. */
    private String state(Booking booking, @Nullable OpenVisit visit) {
        return switch (booking.status()) {
            case BOOKED -> day.now().isAfter(booking.time().to()) ? "not come yet" : "";
            case CHECKED_IN -> visit == null ? "checked in" : Steps.now(visit, day.now());
            case DONE -> "left";
            case CANCELLED -> "cancelled";
            case NO_SHOW -> "did not come";
        };
    }

    private static String step(Booking booking, @Nullable OpenVisit visit) {
        return switch (booking.status()) {
            case BOOKED -> "booked";
            case CHECKED_IN -> visit == null || visit.step() == Step.WAITING ? "here" : "seen";
            case DONE -> "left";
            case CANCELLED, NO_SHOW -> "off";
        };
    }
}
