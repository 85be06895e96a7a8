package org.throughline.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.chart.Person;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.BookingRequest;
import org.throughline.care.schedule.CancelReason;
import org.throughline.care.schedule.House;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.schedule.Scheduler;
import org.throughline.care.schedule.Site;
import org.throughline.care.schedule.VisitType;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Room;
import org.throughline.care.visit.Step;
import org.throughline.care.visit.Visits;
import org.throughline.kernel.Failed;
import org.throughline.login.setting.Setting;

/**
 * The schedule of the demonstration: a day that is under way, whenever it is looked at, with patients in every state, and
 * the days around it. It is made by what the screens use too, at the times at which it would have been done.
 */
final class DemoSchedule {
    private static final int STEP = 15;
    private static final List<String> REASONS = List.of(
            "Blood pressure",
            "Cough since Monday",
            "Diabetes follow-up",
            "Knee pain",
            "Results of the blood test",
            "Headaches",
            "Check-up",
            "Rash on the arm",
            "Back pain",
            "Renew medication");

    private final Wiring wiring;
    private final Caller operator;
    private final ScheduleReader reader;
    private final House house;
    private final Site site;
    private final List<Person> people;
    private final Instant now;
    private int next;

    DemoSchedule(Wiring wiring, Caller operator, List<Person> people, ZoneId zone, Instant now) {
        this.wiring = wiring;
        this.operator = operator;
        this.reader = wiring.care().schedule();
        this.house = reader.house(operator, zone, wiring.login().settings().of(Setting.ORGANIZATION));
        this.site = house.sites().getFirst();
        this.people =
                people.stream().filter(person -> person.deceased() == null).toList();
        this.now = now.truncatedTo(ChronoUnit.MINUTES);
    }

    /**
     * Makes today, unless there is something today already, and the days around it that are empty.
     *
     * @return whether it was made
     */
    boolean make() {
        LocalDate today = LocalDate.ofInstant(now, site.zone());
        if (people.isEmpty() || !isEmpty(today)) {
            return false;
        }
        today();
        IntStream.of(-2, -1, 1, 2, 3, 4, 7)
                .mapToObj(today::plusDays)
                .filter(this::isEmpty)
                .forEach(day -> ordinary(day, day.isBefore(today)));
        return true;
    }

    private boolean isEmpty(LocalDate day) {
        return reader.agenda(operator, LocalTimes.day(day, site.zone()))
                .bookings()
                .isEmpty();
    }

    /** How far each of today's appointments is, and by how many quarters it is before or after now. */
    private void today() {
        List<Provider> providers = house.at(site);
        for (int i = 0; i < providers.size(); i++) {
            Provider provider = providers.get(i);
            int shift = i;
            int[] past = {-14, -12, -11, -9, -8};
            for (int quarter : past) {
                day(provider, quarter - shift, Step.DONE, true);
            }
            booked(provider, -6 - shift).ifPresent(booking -> scheduler(now).noShow(operator, booking));
            booked(provider, -5 - shift)
                    .ifPresent(booking -> scheduler(now.minus(Duration.ofHours(3)))
                            .cancel(operator, booking, CancelReason.FEELING_BETTER, ""));
            day(provider, -4 + shift % 2, Step.LEAVING, i == 0);
            day(provider, -2 + shift % 2, Step.WITH_CLINICIAN, true);
            day(provider, shift % 2, Step.IN_ROOM, i < 2);
            day(provider, 1 + shift % 2, Step.WAITING, true);
            IntStream.of(3, 4, 6, 7, 9, 12, 13).forEach(quarter -> booked(provider, quarter + shift));
        }
    }

    private void ordinary(LocalDate day, boolean past) {
        for (Provider provider : house.at(site)) {
            for (Interval open : provider.hours().on(day, site.zone())) {
                for (Instant at = open.from(); at.isBefore(open.to()); at = at.plus(Duration.ofMinutes(STEP))) {
                    boolean taken = (next + at.getEpochSecond() / 60 / STEP) % 3 != 0;
                    next++;
                    if (taken) {
                        book(provider, at, VISITS.get(next % VISITS.size()))
                                .filter(booking -> past)
                                .ifPresent(booking -> bring(provider, booking, Step.DONE));
                    }
                }
            }
        }
    }

    private static final List<String> VISITS = List.of("follow-up", "sick", "follow-up", "phone", "vaccine", "annual");

    private void day(Provider provider, int quarter, Step step, boolean wanted) {
        if (wanted) {
            booked(provider, quarter).ifPresent(booking -> bring(provider, booking, step));
        }
    }

    private Optional<Booking> booked(Provider provider, int quarter) {
        Instant quarterNow = now.minusSeconds(now.getEpochSecond() % (60L * STEP));
        Instant at = quarterNow.plus(Duration.ofMinutes((long) STEP * quarter));
        boolean today = LocalDate.ofInstant(at, site.zone()).equals(LocalDate.ofInstant(now, site.zone()));
        next++;
        return today ? book(provider, at, VISITS.get(next % 5)) : Optional.empty();
    }

    private Optional<Booking> book(Provider provider, Instant at, String code) {
        VisitType type = house.types().orPlain(code);
        Person person = people.get(
                Math.floorMod(next + house.providers().indexOf(provider) * people.size() / 3, people.size()));
        BookingRequest request = new BookingRequest(
                person.id(),
                person.given() + " " + person.family(),
                provider,
                type,
                new Interval(at, at.plus(Duration.ofMinutes(Math.min(type.minutes(), STEP)))),
                site.zone(),
                REASONS.get(next % REASONS.size()),
                "",
                false,
                false);
        try {
            String id = scheduler(at.minus(Duration.ofDays(9))).book(operator, request);
            return Optional.of(reader.booking(operator, id));
        } catch (Failed e) {
            return Optional.empty();
        }
    }

    /** Brings a patient as far as that, with the waits of an ordinary day. */
    private void bring(Provider provider, Booking booking, Step last) {
        Instant at = booking.time().from().minus(Duration.ofMinutes(4 + next % 9));
        String visit = scheduler(earlier(at))
                .checkIn(operator, booking, provider, house.types().orPlain(booking.type()), site);
        List<Step> steps = List.of(Step.IN_ROOM, Step.WITH_CLINICIAN, Step.LEAVING, Step.DONE);
        for (int i = 0; i <= steps.indexOf(last); i++) {
            at = at.plus(Duration.ofMinutes(5 + (next + i * 3) % 8));
            Visits visits =
                    wiring.care().at(Clock.fixed(earlier(at), ZoneOffset.UTC)).visits();
            OpenVisit open = visits.find(operator, visit);
            Room room = i == 0 ? room() : null;
            visits.bring(operator, visit, open.version(), steps.get(i), room, site.zone());
        }
    }

    private Instant earlier(Instant at) {
        return at.isBefore(now) ? at : now.minus(Duration.ofMinutes(1));
    }

    private @Nullable Room room() {
        List<Room> rooms = house.roomsAt(site);
        return rooms.isEmpty() ? null : rooms.get(next % rooms.size());
    }

    private Scheduler scheduler(Instant at) {
        return wiring.care().at(Clock.fixed(at, ZoneOffset.UTC)).scheduler();
    }
}
