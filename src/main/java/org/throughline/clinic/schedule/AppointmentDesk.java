package org.throughline.clinic.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Choice;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.BookingRequest;
import org.throughline.care.schedule.CancelReason;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.Site;
import org.throughline.care.schedule.VisitType;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Room;
import org.throughline.care.visit.Step;
import org.throughline.clinic.PatientList;
import org.throughline.events.reminder.Words;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.http.LocalPath;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;

/** What is done with an appointment: looked at, moved, called off, checked in, brought on. */
final class AppointmentDesk {
    private static final int LONGEST_WORDS = 300;
    private static final int MOST_OFFERS = 5;

    private final ScheduleParts parts;

    AppointmentDesk(ScheduleParts parts) {
        this.parts = parts;
    }

    /** @param path what follows {@code /schedule/appointment/} */
    Answer answer(Visit visit, List<String> path) {
        String act = path.size() == 2 ? path.get(1) : "";
        if (path.isEmpty() || path.size() > 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        Booking booking = parts.reader().booking(visit.caller(), path.getFirst());
        Day day = parts.day(visit, parts.where(visit));
        if (!visit.posts()) {
            return switch (act) {
                case "" -> parts.page(visit, 200, day, booking.id(), panel(visit, day, booking, ""));
                case "change" -> change(visit, day, booking);
                case "calendar" -> calendar(visit, day, booking);
                default -> throw new Failed(new Failure.NotFound("There is no such page."));
            };
        }
        requireBooks(visit);
        try {
            return act.equals("change") ? takeChange(visit, day, booking) : act(visit, day, booking, act);
        } catch (Failed e) {
            return refused(visit, booking, e);
        }
    }

    /** The appointment as a file for the patient's calendar, which says when and where only. */
    private Answer calendar(Visit visit, Day day, Booking booking) {
        parts.note(visit, "schedule/appointment/" + booking.id() + "/calendar", 200, List.of(booking.patient()));
        Site site = siteOf(day, booking);
        String file = Words.calendar(
                booking.id(),
                site.name(),
                site.name(),
                booking.time().from(),
                booking.time().to(),
                day.now());
        return Answer.of(200, "text/calendar;charset=utf-8", file)
                .with("Content-Disposition", "attachment; filename=\"appointment.ics\"")
                .with("Cache-Control", "no-store");
    }

    private static void requireBooks(Visit visit) {
        if (!ScheduleParts.books(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    /** Somebody was quicker: the panel shows how it is now, and says so. */
    private Answer refused(Visit visit, Booking booking, Failed failed) {
        String told = switch (failed.failure()) {
            case Failure.PreconditionFailed ignored ->
                "Somebody else has changed this meanwhile. Nothing is overwritten: this is how it is now.";
            case Failure.Conflict conflict -> conflict.message();
            case Failure.Invalid invalid -> invalid.message();
            default -> throw failed;
        };
        Booking now = parts.reader().booking(visit.caller(), booking.id());
        Day day = parts.day(visit, parts.where(visit));
        return parts.page(visit, 409, day, booking.id(), panel(visit, day, now, told));
    }

    private Answer act(Visit visit, Day day, Booking booking, String act) {
        Caller caller = visit.caller();
        Form form = visit.form();
        Booking seen = seen(booking, form);
        switch (act) {
            case "checkin" -> checkIn(visit, day, seen);
            case "undo" -> parts.scheduler().undoCheckIn(caller, seen, visitOf(day, booking));
            case "cancel" -> cancel(caller, seen, form);
            case "noshow" -> parts.scheduler().noShow(caller, seen);
            case "restore" -> parts.scheduler().restore(caller, seen);
            case "move" -> {
                return move(visit, day, seen);
            }
            case "step" -> step(visit, day, booking);
            case "reminders" -> RemindersScreen.wish(parts, visit, booking.patient(), form.value("reminders"));
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return back(visit, day, booking, done(act));
    }

    /** This one, or with all later ones that were booked together with it. */
    private void cancel(Caller caller, Booking seen, Form form) {
        CancelReason reason = reason(form.value("reason"));
        String words = words(form.value("words"));
        if (!form.has("later") || seen.series().isEmpty()) {
            parts.scheduler().cancel(caller, seen, reason, words);
            return;
        }
        List<Booking> all = parts
                .reader()
                .series(caller, seen.series(), seen.time().from())
                .stream()
                .map(booking -> booking.id().equals(seen.id()) ? seen : booking)
                .toList();
        parts.scheduler().cancel(caller, all, reason, words);
    }

    private static String done(String act) {
        return switch (act) {
            case "checkin" -> "arrived";
            case "undo" -> "undone";
            case "cancel" -> "cancelled";
            case "noshow" -> "missed";
            case "restore" -> "restored";
            default -> "brought";
        };
    }

    /** To where the form was, the board for example. */
    private static Answer back(Visit visit, Day day, Booking booking, String done) {
        return LocalPath.of(visit.form().value("back"))
                .filter(path -> path.text().startsWith("/schedule"))
                .map(path -> Answer.redirect(path.text() + (path.text().contains("?") ? "&" : "?") + "done=" + done))
                .orElseGet(() -> Answer.redirect(day.where().to("appointment/" + booking.id()) + "&done=" + done));
    }

    /** The appointment in the version that the visitor looked at. */
    private static Booking seen(Booking booking, Form form) {
        return new Booking(
                booking.id(),
                number(form.value("version")),
                booking.status(),
                booking.time(),
                booking.patient(),
                booking.patientName(),
                booking.practitioner(),
                booking.site(),
                booking.type(),
                booking.typeName(),
                booking.reason(),
                booking.note(),
                booking.beside(),
                booking.ended(),
                booking.series());
    }

    private void checkIn(Visit visit, Day day, Booking booking) {
        Provider provider = day.house()
                .provider(booking)
                .orElseThrow(() -> new Failed(new Failure.Invalid(
                        "value", "provider", "With whom this appointment is cannot be told. Change it first.")));
        Site site = day.house().site(booking.site().isEmpty() ? provider.site() : booking.site());
        parts.scheduler()
                .checkIn(visit.caller(), booking, provider, day.house().types().orPlain(booking.type()), site);
    }

    private static CancelReason reason(String name) {
        return Arrays.stream(CancelReason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Invalid("value", "reason", "Choose why it is cancelled.")));
    }

    private static String words(String typed) {
        String words = typed.strip();
        return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words;
    }

    /** Moves to where it was dragged, or what was chosen in the grid: the same length, perhaps another provider. */
    private Answer move(Visit visit, Day day, Booking booking) {
        Form form = visit.form();
        Provider provider = day.house()
                .provider(form.value("provider"))
                .orElseThrow(() -> new Failed(new Failure.Invalid("value", "provider", "Choose with whom.")));
        Site site = day.house().site(provider.site().isEmpty() ? day.site().id() : provider.site());
        LocalDate on = LocalDate.parse(form.value("on"));
        if (!(LocalTimes.read(form.value("time"), on, site.zone()) instanceof LocalTimes.At at)) {
            throw new Failed(new Failure.Invalid("value", "time", "There is no such time on that day."));
        }
        Interval time = new Interval(
                at.moment(), at.moment().plusSeconds(60L * booking.time().minutes()));
        VisitType type = day.house().types().orPlain(booking.type());
        parts.scheduler().move(visit.caller(), booking, type, provider, time, site.zone());
        return back(visit, day, booking, "moved");
    }

    private void step(Visit visit, Day day, Booking booking) {
        Form form = visit.form();
        OpenVisit open = visitOf(day, booking);
        Step step = Arrays.stream(Step.values())
                .filter(each -> each.name().equals(form.value("step")))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Invalid("value", "step", "Choose where the patient is.")));
        Optional<Room> room = day.house().rooms().stream()
                .filter(each -> each.id().equals(form.value("room")))
                .findFirst();
        parts.visits()
                .bring(
                        visit.caller(),
                        open.id(),
                        number(form.value("version")),
                        step,
                        room.orElse(null),
                        day.site().zone());
    }

    private OpenVisit visitOf(Day day, Booking booking) {
        OpenVisit open = day.visits().get(booking.id());
        if (open == null) {
            throw new Failed(new Failure.Invalid(
                    "value", "visit", "The visit of this appointment has ended, or your roles do not show it."));
        }
        return open;
    }

    private Answer change(Visit visit, Day day, Booking booking) {
        requireBooks(visit);
        Site site = siteOf(day, booking);
        BookForm form = new BookForm(
                day.house().provider(booking).map(Provider::id).orElse(""),
                booking.type(),
                new Dates(site.zone())
                        .date(LocalDate.ofInstant(booking.time().from(), site.zone())
                                .toString()),
                LocalTimes.shown(booking.time().from(), site.zone()),
                Integer.toString(booking.time().minutes()),
                booking.reason(),
                booking.note(),
                booking.beside(),
                false,
                List.of(),
                0,
                0);
        // What was begun before somebody else changed the appointment is not laid over their change.
        BookForm begun = Kept.find(parts, visit, Kept.change(booking.id()))
                .map(Draft::form)
                .filter(kept -> kept.value("version").equals(Integer.toString(booking.version())))
                .map(BookForm::of)
                .orElse(form);
        return changePage(visit, 200, day, booking, booking.version(), begun, Checked.NOTHING);
    }

    private Answer changePage(
            Visit visit, int status, Day day, Booking booking, int version, BookForm form, Checked checked) {
        Where where = day.where();
        List<Choice> types = new ArrayList<>(BookingDesk.types(day));
        if (types.stream().noneMatch(type -> type.code().equals(booking.type()))) {
            types.addFirst(new Choice(booking.type(), booking.typeName()));
        }
        Panel.Book panel = new Panel.Book(
                where.to("appointment/" + booking.id() + "/change"),
                where.to("appointment/" + booking.id()),
                booking.patient(),
                parts.row(person(visit, booking)),
                version,
                form,
                types,
                BookingDesk.providers(day),
                checked.faults(),
                checked.questions(),
                checked.taken(),
                List.of(),
                null,
                "",
                kept(visit, Kept.change(booking.id())));
        return parts.page(visit, status, day, booking.id(), panel);
    }

    private Kept kept(Visit visit, String key) {
        return visit.posts()
                ? Kept.sent(key, visit)
                : Kept.of(
                        key,
                        Kept.find(parts, visit, key),
                        new Dates(parts.clock().getZone()));
    }

    private Answer takeChange(Visit visit, Day day, Booking booking) {
        visit.requireSame(booking.patient());
        BookForm form = BookForm.of(visit.form());
        int version = number(visit.form().value("version"));
        Checked checked = new BookingCheck(parts, visit.caller(), day, person(visit, booking)).of(form, booking.id());
        Optional<BookingRequest> request = checked.request();
        if (request.isPresent()) {
            try {
                parts.scheduler().change(visit.caller(), seen(booking, visit.form()), request.get());
                Kept.drop(parts, visit, Kept.change(booking.id()));
                LocalDate on = LocalDate.ofInstant(
                        request.get().time().from(), day.site().zone());
                return Answer.redirect(day.where().on(on).to("appointment/" + booking.id()) + "&done=changed");
            } catch (Failed e) {
                if (!(e.failure() instanceof Failure.Conflict)) {
                    throw e;
                }
                checked = checked.withTaken(List.of());
            }
        }
        return changePage(visit, checked.taken() ? 409 : 422, day, booking, version, form, checked);
    }

    private Person person(Visit visit, Booking booking) {
        return parts.charts().person(visit.caller(), booking.patient());
    }

    private static Site siteOf(Day day, Booking booking) {
        String id = booking.site().isEmpty()
                ? day.house().provider(booking).map(Provider::site).orElse("")
                : booking.site();
        return id.isEmpty() ? day.site() : day.house().site(id);
    }

    /** @param told what kept an act from being done; empty for nothing */
    private Panel panel(Visit visit, Day day, Booking booking, String told) {
        Site site = siteOf(day, booking);
        Where where = day.where();
        OpenVisit open = day.visits().get(booking.id());
        boolean books = ScheduleParts.books(visit);
        boolean booked = booking.status() == Booking.Status.BOOKED;
        return new Panel.Appointment(
                booking.id(),
                booking.version(),
                where.to("appointment/" + booking.id()).replaceFirst("\\?.*", ""),
                where.home(),
                where.to("appointment/" + booking.id() + "/change"),
                row(visit, day, booking),
                visit.caller().may(Duty.CHART),
                day.similar().contains(booking.patient()),
                when(booking, site),
                day.house().provider(booking).map(Provider::name).orElse("nobody in particular"),
                day.house().types().find(booking.type()).map(VisitType::name).orElse(booking.typeName()),
                booking.reason(),
                booking.note(),
                state(day, booking, open),
                booking.ended(),
                books && booked,
                books && !booking.stands(),
                books && booked && visit.caller().may(Interaction.CREATE, "Encounter"),
                booked && !day.now().isBefore(booking.time().from()),
                open == null || !visit.caller().may(Interaction.UPDATE, "Encounter")
                        ? null
                        : Steps.view(open, day.house().roomsAt(site), "", day.now()),
                Stream.of(CancelReason.values())
                        .map(reason -> new Choice(reason.name(), reason.words()))
                        .toList(),
                told.isEmpty() ? List.of() : List.of(told),
                booked && !booking.series().isEmpty(),
                books && !booking.stands() && booking.time().from().isAfter(day.now())
                        ? offers(visit, day, booking, site)
                        : List.of(),
                parts.reader().isReminded(visit.caller(), booking.patient()),
                parts.reminders().of(booking.id()).stream()
                        .map(row -> RemindersScreen.state(row) + ", "
                                + new Dates(site.zone()).moment(row.done() == null ? row.due() : row.done()))
                        .toList());
    }

    /** Who waits for a time like this one, which has become free. */
    private List<Panel.Offer> offers(Visit visit, Day day, Booking booking, Site site) {
        LocalDate on = LocalDate.ofInstant(booking.time().from(), site.zone());
        Where there = day.where().on(on);
        String provider = day.house().provider(booking).map(Provider::id).orElse("");
        String time = LocalTimes.shown(booking.time().from(), site.zone());
        Dates dates = new Dates(site.zone());
        return parts.reader().waiting(visit.caller(), day.house().types()).stream()
                .filter(waiting ->
                        waiting.fits(booking.practitioner(), on, booking.time().minutes()))
                .limit(MOST_OFFERS)
                .map(waiting -> new Panel.Offer(
                        waiting.patientName(),
                        waiting.type().name() + (waiting.urgent() ? " · urgent" : "") + " · since "
                                + dates.day(waiting.since()),
                        there.to("book") + "&provider=" + Where.encoded(provider) + "&time=" + Where.encoded(time)
                                + "&patient=" + Where.encoded(waiting.patient()) + "&type="
                                + Where.encoded(waiting.type().code()) + "&waiting=" + Where.encoded(waiting.id())))
                .toList();
    }

    private PatientList.Row row(Visit visit, Day day, Booking booking) {
        @Nullable Person person = day.agenda().people().get(booking.patient());
        return parts.row(person == null ? person(visit, booking) : person);
    }

    private static String when(Booking booking, Site site) {
        Dates dates = new Dates(site.zone());
        return dates.day(booking.time().from()) + ", "
                + LocalTimes.shown(booking.time().from(), site.zone()) + "–"
                + LocalTimes.shown(booking.time().to(), site.zone());
    }

    private static String state(Day day, Booking booking, @Nullable OpenVisit open) {
        return switch (booking.status()) {
            case BOOKED -> "Booked";
            case CHECKED_IN -> open == null ? "Checked in" : Steps.now(open, day.now());
            case DONE -> "Left";
            case CANCELLED -> "Cancelled";
            case NO_SHOW -> "Did not come";
        };
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
