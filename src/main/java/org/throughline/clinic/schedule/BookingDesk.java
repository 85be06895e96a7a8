package org.throughline.clinic.schedule;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Choice;
import org.throughline.care.schedule.Agenda;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.BookingRequest;
import org.throughline.care.schedule.FreeTimes;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.Series;
import org.throughline.care.schedule.Site;
import org.throughline.care.schedule.VisitType;
import org.throughline.care.schedule.Waiting;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;

/** Books: first for whom, then when, with whom and what for. */
final class BookingDesk {
    private static final int MOST_PICKS = 8;

    /** For how many days somebody waits. */
    private static final int WAITS = 60;

    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);

    private final ScheduleParts parts;

    BookingDesk(ScheduleParts parts) {
        this.parts = parts;
    }

    Answer answer(Visit visit) {
        if (!ScheduleParts.books(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        Day day = parts.day(visit, parts.where(visit));
        String patient = visit.request().parameter("patient").orElse("");
        if (patient.isEmpty()) {
            return visit.posts() ? Answer.of(405) : parts.page(visit, 200, day, "", find(visit, day));
        }
        Person person = parts.charts().person(visit.caller(), patient);
        if (visit.posts()) {
            visit.requireSame(patient);
            return take(visit, day, person);
        }
        String asked = typed(day.where().day());
        Optional<Draft> draft = Kept.find(parts, visit, Kept.booking(patient));
        BookForm form = draft.map(kept -> BookForm.of(kept.form()).asked(visit.request(), asked))
                .orElseGet(() -> BookForm.of(visit.request(), asked, provider(visit, day), type(day)));
        return parts.page(visit, 200, day, "", panel(visit, day, person, form, Checked.NOTHING));
    }

    private static String provider(Visit visit, Day day) {
        return visit.request()
                .parameter("provider")
                .orElseGet(() -> day.where().isWeek()
                        ? day.where().who()
                        : day.house().at(day.site()).stream()
                                .findFirst()
                                .map(Provider::id)
                                .orElse(""));
    }

    private static String type(Day day) {
        return day.house().types().offered().stream()
                .findFirst()
                .map(VisitType::code)
                .orElse("");
    }

    private String typed(LocalDate day) {
        return new Dates(parts.clock().getZone()).date(day.toString());
    }

    /** The rows of patients that are asked for while one types. */
    Answer picks(Visit visit) {
        Where where = parts.where(visit);
        return parts.pages().page(200, "clinic/schedule/picks.jte", Map.of("panel", find(visit, where, "")));
    }

    private Panel.Find find(Visit visit, Day day) {
        String provider = visit.request()
                .parameter("provider")
                .flatMap(day.house()::provider)
                .map(Provider::name)
                .orElse("");
        String time = visit.request().parameter("time").orElse("");
        String wanted = time.isEmpty()
                ? ""
                : typed(day.where().day()) + " " + time + (provider.isEmpty() ? "" : " · " + provider);
        return find(visit, day.where(), wanted);
    }

    private Panel.Find find(Visit visit, Where where, String wanted) {
        String typed = visit.request().parameter("q").orElse("");
        List<Person> found =
                typed.isBlank() ? List.of() : parts.charts().patients(visit.caller(), typed, MOST_PICKS + 1);
        if (!found.isEmpty()) {
            parts.note(visit, "Patient?" + typed, 200, ScheduleParts.ids(found));
        }
        Map<String, String> fields = fields(visit, where);
        String address = where.to("book") + query(fields);
        boolean registers = visit.caller().may(Interaction.CREATE, "Patient")
                && visit.caller().may(Duty.CHART);
        return new Panel.Find(
                wanted,
                typed,
                fields,
                found.stream()
                        .limit(MOST_PICKS)
                        .map(person ->
                                new Panel.Pick(address + "&patient=" + Where.encoded(person.id()), parts.row(person)))
                        .toList(),
                found.size() > MOST_PICKS,
                registers ? "/registration/new?then=" + Where.encoded(address) : "",
                "/schedule/patients",
                where.home());
    }

    /** What the address says already, beside the patient. */
    private static Map<String, String> fields(Visit visit, Where where) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("day", where.day().toString());
        for (String name : List.of("site", "who", "provider", "time", "type")) {
            visit.request()
                    .parameter(name)
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> fields.put(name, value));
        }
        return fields;
    }

    private static String query(Map<String, String> fields) {
        StringBuilder query = new StringBuilder();
        for (String name : List.of("provider", "time", "type")) {
            String value = fields.get(name);
            if (value != null) {
                query.append('&').append(name).append('=').append(Where.encoded(value));
            }
        }
        return query.toString();
    }

    private Panel.Book panel(Visit visit, Day day, Person person, BookForm form, Checked checked) {
        Where where = day.where();
        return new Panel.Book(
                where.to("book") + "&patient=" + Where.encoded(person.id()),
                where.home(),
                person.id(),
                parts.row(person),
                0,
                form,
                types(day),
                providers(day),
                checked.faults(),
                checked.questions(),
                checked.taken(),
                others(visit, person),
                visit.form().has("find") ? free(visit, day, form) : null,
                waiting(visit),
                kept(visit, Kept.booking(person.id())));
    }

    private Kept kept(Visit visit, String key) {
        return visit.posts()
                ? Kept.sent(key, visit)
                : Kept.of(
                        key,
                        Kept.find(parts, visit, key),
                        new Dates(parts.clock().getZone()));
    }

    /** The next free times of the provider for a visit of that kind, from the day that stands in the form on. */
    private List<Panel.Free> free(Visit visit, Day day, BookForm form) {
        Optional<Provider> provider = day.house().provider(form.provider());
        if (provider.isEmpty()) {
            return List.of();
        }
        Site site = provider.get().site().isEmpty()
                ? day.site()
                : day.house().site(provider.get().site());
        LocalDate today = LocalDate.ofInstant(parts.clock().instant(), site.zone());
        LocalDate first = TypedDate.read(form.day(), today)
                .filter(date -> date.length() == 10)
                .map(LocalDate::parse)
                .filter(date -> date.isAfter(today))
                .orElse(today);
        int usual = day.house().types().orPlain(form.type()).minutes();
        int minutes = form.minutes().matches("[1-9][0-9]{0,2}") ? Integer.parseInt(form.minutes()) : usual;
        Interval time = new Interval(
                LocalTimes.day(first, site.zone()).from(),
                LocalTimes.day(first.plusDays(FreeTimes.DAYS), site.zone()).to());
        Agenda agenda = parts.reader().agenda(visit.caller(), time, provider.get());
        Dates dates = new Dates(site.zone());
        return FreeTimes.next(
                        provider.get(),
                        site.zone(),
                        agenda,
                        first,
                        parts.clock().instant(),
                        minutes)
                .stream()
                .map(free -> {
                    String on = dates.day(free.from());
                    String at = LocalTimes.shown(free.from(), site.zone());
                    String weekday = WEEKDAY.format(free.from().atZone(site.zone()));
                    return new Panel.Free(weekday + " " + on.substring(0, 6) + ", " + at, on + "|" + at);
                })
                .toList();
    }

    static List<Choice> types(Day day) {
        return day.house().types().offered().stream()
                .map(type -> new Choice(type.code(), type.name() + ", " + type.minutes() + " min"))
                .toList();
    }

    static List<Choice> providers(Day day) {
        return day.house().at(day.site()).stream()
                .map(provider -> new Choice(provider.id(), provider.name()))
                .toList();
    }

    /** What else the patient has booked from today on, so that nobody books twice. */
    private List<String> others(Visit visit, Person person) {
        Dates dates = new Dates(parts.clock().getZone());
        return parts.reader().of(visit.caller(), person.id(), parts.clock().instant()).stream()
                .filter(Booking::stands)
                .map(booking -> dates.moment(booking.time().from()) + " · " + booking.typeName())
                .toList();
    }

    /** What has waited for a time; empty for nothing. */
    private static String waiting(Visit visit) {
        return visit.posts()
                ? visit.form().value("waiting")
                : visit.request().parameter("waiting").orElse("");
    }

    private Answer await(Visit visit, Day day, Person person, BookForm form) {
        Optional<VisitType> type = day.house().types().find(form.type());
        LocalDate today =
                LocalDate.ofInstant(parts.clock().instant(), day.site().zone());
        LocalDate from = TypedDate.read(form.day(), today)
                .filter(date -> date.length() == 10)
                .map(LocalDate::parse)
                .orElse(today);
        if (type.isEmpty()) {
            Checked checked = new Checked(Optional.empty(), Map.of("type", "Choose what for."), List.of(), false);
            return parts.page(visit, 422, day, "", panel(visit, day, person, form, checked));
        }
        Optional<Provider> provider =
                visit.form().has("anybody") ? Optional.empty() : day.house().provider(form.provider());
        Waiting waiting = new Waiting(
                "",
                0,
                person.id(),
                person.given() + " " + person.family(),
                provider.map(Provider::practitioner).orElse(""),
                provider.map(Provider::name).orElse(""),
                type.get(),
                from,
                from.plusDays(WAITS),
                form.reason(),
                visit.form().has("urgent"),
                parts.clock().instant());
        parts.scheduler().await(visit.caller(), waiting, day.site().zone());
        Kept.drop(parts, visit, Kept.booking(person.id()));
        return Answer.redirect("/schedule/waiting?done=waits");
    }

    /** The appointment's id; of several, the first one's. */
    private String book(Visit visit, Day day, BookForm form, BookingRequest request) {
        Caller caller = visit.caller();
        Optional<Waiting> waited = waiting(visit).isEmpty()
                ? Optional.empty()
                : parts.reader().waiting(caller, day.house().types()).stream()
                        .filter(each -> each.id().equals(waiting(visit))
                                && each.patient().equals(request.patient()))
                        .findFirst();
        if (waited.isPresent()) {
            parts.scheduler().seat(caller, waited.get(), request);
            return waited.get().id();
        }
        if (form.again()) {
            List<Interval> times = Series.weekly(request.time(), form.weeks(), form.times(), request.zone());
            return parts.scheduler().book(caller, request, times).getFirst();
        }
        return request.walkIn()
                ? parts.scheduler().walkIn(caller, request, day.site().organization())
                : parts.scheduler().book(caller, request);
    }

    /** When which of several is taken; of a single one that is known. */
    private List<String> taken(Visit visit, BookForm form, BookingRequest request) {
        if (!form.again()) {
            return List.of();
        }
        List<Interval> times = Series.weekly(request.time(), form.weeks(), form.times(), request.zone());
        Agenda agenda = parts.reader()
                .agenda(
                        visit.caller(),
                        new Interval(times.getFirst().from(), times.getLast().to()),
                        request.provider());
        Dates dates = new Dates(request.zone());
        return times.stream()
                .filter(time -> agenda.bookings().stream()
                        .anyMatch(booking -> booking.stands() && booking.time().overlaps(time)))
                .map(time -> dates.day(time.from()))
                .toList();
    }

    private Answer take(Visit visit, Day day, Person person) {
        BookForm form = BookForm.of(visit.form());
        String taken = visit.form().value("take");
        if (visit.form().has("find") || taken.contains("|")) {
            int bar = taken.indexOf('|');
            BookForm chosen = bar < 0 ? form : form.at(taken.substring(0, bar), taken.substring(bar + 1));
            return parts.page(visit, 200, day, "", panel(visit, day, person, chosen, Checked.NOTHING));
        }
        BookingCheck check = new BookingCheck(parts, visit.caller(), day, person);
        if (visit.form().has("await")) {
            return await(visit, day, person, form);
        }
        Checked checked = check.of(form, "");
        Optional<BookingRequest> request = checked.request();
        if (request.isPresent()) {
            try {
                String id = book(visit, day, form, request.get());
                Kept.drop(parts, visit, Kept.booking(person.id()));
                Where there = day.where()
                        .on(LocalDate.ofInstant(
                                request.get().time().from(), day.site().zone()));
                return Answer.redirect(there.to("appointment/" + id) + "&done=booked");
            } catch (Failed e) {
                if (!(e.failure() instanceof Failure.Conflict)) {
                    throw e;
                }
                checked = checked.withTaken(taken(visit, form, request.get()));
            }
        }
        return parts.page(visit, checked.taken() ? 409 : 422, day, "", panel(visit, day, person, form, checked));
    }
}
