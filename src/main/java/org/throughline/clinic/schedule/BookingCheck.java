package org.throughline.clinic.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.care.chart.Person;
import org.throughline.care.schedule.Agenda;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.BookingRequest;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.Site;
import org.throughline.care.schedule.VisitType;
import org.throughline.ui.TypedDate;

/** Looks at what was typed for an appointment: what is wrong, and what a person should look at before it is booked. */
record BookingCheck(ScheduleParts parts, Caller caller, Day day, Person person) {
    private static final int LONGEST = 8 * 60;

    /** @param own the id of the appointment that is changed; empty for a new one */
    Checked of(BookForm form, String own) {
        Map<String, String> faults = new LinkedHashMap<>();
        Optional<Provider> provider = day.house().provider(form.provider()).filter(Provider::active);
        Optional<VisitType> type = day.house().types().find(form.type());
        if (provider.isEmpty()) {
            faults.put("provider", "Choose with whom.");
        }
        if (type.isEmpty()) {
            faults.put("type", "Choose what for.");
        }
        int minutes = minutes(form.minutes(), type.map(VisitType::minutes).orElse(0), faults);
        Site site = provider.map(each ->
                        day.house().site(each.site().isEmpty() ? day.site().id() : each.site()))
                .orElse(day.site());
        Optional<Instant> start = start(form, site.zone(), faults);
        if (!faults.isEmpty() || provider.isEmpty() || type.isEmpty() || start.isEmpty()) {
            return new Checked(Optional.empty(), faults, List.of(), false);
        }
        Interval time = new Interval(start.get(), start.get().plus(Duration.ofMinutes(minutes)));
        BookingRequest request = new BookingRequest(
                person.id(),
                person.given() + " " + person.family(),
                provider.get(),
                type.get(),
                time,
                site.zone(),
                form.reason(),
                form.note(),
                form.beside() || type.get().beside(),
                form.walkIn());
        List<String> questions = questions(request, own);
        return form.confirmed().containsAll(questions)
                ? new Checked(Optional.of(request), Map.of(), questions, false)
                : new Checked(Optional.empty(), Map.of(), questions, false);
    }

    private static int minutes(String typed, int usual, Map<String, String> faults) {
        if (typed.isEmpty()) {
            return usual;
        }
        int minutes = typed.matches("[0-9]{1,3}") ? Integer.parseInt(typed) : 0;
        if (minutes < 1 || minutes > LONGEST) {
            faults.put("minutes", "Write minutes, up to " + LONGEST + ".");
        }
        return minutes;
    }

    private Optional<Instant> start(BookForm form, ZoneId zone, Map<String, String> faults) {
        LocalDate today = LocalDate.ofInstant(parts.clock().instant(), zone);
        Optional<LocalDate> on = TypedDate.read(form.day(), today)
                .filter(date -> date.length() == 10)
                .map(LocalDate::parse);
        if (on.isEmpty()) {
            faults.put("on", "Write a day as 14-Jul-2025, 14/7/25, or t+1w for in a week.");
            return Optional.empty();
        }
        return switch (LocalTimes.read(form.time(), on.get(), zone)) {
            case LocalTimes.At at -> Optional.of(at.moment());
            case LocalTimes.Wrong wrong -> {
                faults.put("time", wrong.why());
                yield Optional.empty();
            }
        };
    }

    private List<String> questions(BookingRequest request, String own) {
        List<String> questions = new ArrayList<>();
        if (person.deceased() != null) {
            questions.add("This patient has died. Book all the same?");
        }
        Interval time = request.time();
        LocalDate date = LocalDate.ofInstant(time.from(), request.zone());
        Agenda agenda = parts.reader().agenda(caller, LocalTimes.day(date, request.zone()));
        if (time.from().isBefore(parts.clock().instant().minus(Duration.ofHours(1)))) {
            questions.add("This time is past. Book it all the same?");
        }
        if (!request.provider().hours().shifts().isEmpty()
                && request.provider().hours().on(date, request.zone()).stream()
                        .noneMatch(open -> open.contains(time))) {
            questions.add(
                    "This is outside of the hours of " + request.provider().name() + ". Book it all the same?");
        }
        agenda.blocks().stream()
                .filter(block -> block.schedule().equals(request.provider().id()))
                .filter(block -> block.time().overlaps(time))
                .findFirst()
                .ifPresent(block -> questions.add("The time is closed: " + block.words() + ". Book it all the same?"));
        agenda.bookings().stream()
                .filter(Booking::stands)
                .filter(booking ->
                        booking.patient().equals(person.id()) && !booking.id().equals(own))
                .findFirst()
                .ifPresent(booking -> questions.add("This patient comes on this day already, at "
                        + LocalTimes.shown(booking.time().from(), request.zone()) + ". Book once more?"));
        return questions;
    }
}
