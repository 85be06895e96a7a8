package org.throughline.clinic.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Choice;
import org.throughline.care.schedule.Agenda;
import org.throughline.care.schedule.Block;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.Site;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/** Closes times of providers, for a meeting or a holiday, and opens them again. */
final class BlockDesk {
    private static final String NEW = "new";
    private static final String EVERYBODY = "everybody";
    private static final int MOST_DAYS = 366;

    private final ScheduleParts parts;

    BlockDesk(ScheduleParts parts) {
        this.parts = parts;
    }

    /** @param path what follows {@code /schedule/block/} */
    Answer answer(Visit visit, List<String> path) {
        if (path.size() != 1) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (!closes(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        Day day = parts.day(visit, parts.where(visit));
        if (!path.getFirst().equals(NEW)) {
            Block block = parts.reader().block(visit.caller(), path.getFirst());
            return visit.posts() ? open(visit, day, block) : parts.page(visit, 200, day, "", closed(day, block));
        }
        return visit.posts()
                ? close(visit, day)
                : parts.page(visit, 200, day, "", panel(day, blank(visit, day), Map.of(), List.of()));
    }

    /** Whether the visitor may close times. */
    static boolean closes(Visit visit) {
        return visit.caller().may(Interaction.CREATE, "Slot") && visit.caller().may(Interaction.UPDATE, "Slot");
    }

    private Panel.Close blank(Visit visit, Day day) {
        String on = new Dates(day.site().zone()).date(day.where().day().toString());
        return new Panel.Close(
                "",
                "",
                visit.request().parameter("provider").orElse(day.where().who()),
                on,
                "",
                "",
                "",
                "",
                "",
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    private static Panel.Close typed(Form form) {
        return new Panel.Close(
                "",
                "",
                form.value("provider"),
                form.value("on").strip(),
                form.value("until").strip(),
                form.value("from").strip(),
                form.value("to").strip(),
                form.value("words").strip(),
                form.value("weekly").strip(),
                form.values("confirmed"),
                List.of(),
                Map.of(),
                List.of());
    }

    private static Panel.Close panel(Day day, Panel.Close typed, Map<String, String> faults, List<String> questions) {
        List<Choice> providers = new ArrayList<>();
        day.house().at(day.site()).forEach(each -> providers.add(new Choice(each.id(), each.name())));
        providers.add(new Choice(EVERYBODY, "Everybody here"));
        return new Panel.Close(
                day.where().to("block/" + NEW),
                day.where().home(),
                typed.provider(),
                typed.on(),
                typed.until(),
                typed.from(),
                typed.to(),
                typed.words(),
                typed.weekly(),
                typed.confirmed(),
                providers,
                faults,
                questions);
    }

    private Answer close(Visit visit, Day day) {
        Panel.Close typed = typed(visit.form());
        Map<String, String> faults = new LinkedHashMap<>();
        List<Provider> providers = day.house().at(day.site()).stream()
                .filter(each -> typed.provider().equals(EVERYBODY) || each.id().equals(typed.provider()))
                .toList();
        if (providers.isEmpty()) {
            faults.put("provider", "Choose whose time.");
        }
        if (typed.words().isEmpty() || typed.words().length() > 60) {
            faults.put("words", "Say what it is, in at most 60 letters.");
        }
        List<Interval> times = times(typed, day.site(), faults);
        if (faults.isEmpty()) {
            List<String> questions = questions(visit, day.site(), providers, times);
            if (!typed.confirmed().containsAll(questions)) {
                return parts.page(visit, 422, day, "", panel(day, typed, faults, questions));
            }
            providers.forEach(each -> parts.scheduler()
                    .close(
                            visit.caller(),
                            each,
                            times,
                            typed.words(),
                            day.site().zone()));
            LocalDate first =
                    LocalDate.ofInstant(times.getFirst().from(), day.site().zone());
            return Answer.redirect(day.where().on(first).home() + "&done=closed");
        }
        return parts.page(visit, 422, day, "", panel(day, typed, faults, List.of()));
    }

    /** Each day of a span, or the same day of each week until then; a day without times is closed as a whole. */
    private List<Interval> times(Panel.Close typed, Site site, Map<String, String> faults) {
        LocalDate today = LocalDate.ofInstant(parts.clock().instant(), site.zone());
        Optional<LocalDate> first = day(typed.on(), today);
        Optional<LocalDate> last = typed.until().isEmpty() ? first : day(typed.until(), today);
        boolean whole = typed.from().isEmpty() && typed.to().isEmpty();
        Optional<LocalTime> from = whole ? Optional.of(LocalTime.MIN) : LocalTimes.time(typed.from());
        Optional<LocalTime> to = whole ? Optional.of(LocalTime.MIN) : LocalTimes.time(typed.to());
        if (first.isEmpty()) {
            faults.put("on", "Write a day as 14-Jul-2025, 14/7/25, or t+1w for in a week.");
        }
        if (last.isEmpty() || (first.isPresent() && last.get().isBefore(first.get()))) {
            faults.put("until", "Write the last day, or nothing for a single day.");
        }
        if (from.isEmpty() || to.isEmpty() || (!whole && !from.get().isBefore(to.get()))) {
            faults.put("from", "Write from when until when, as 8 and 9:30; nothing for the whole day.");
        }
        if (!faults.isEmpty() || first.isEmpty() || last.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return List.of();
        }
        List<Interval> times = new ArrayList<>();
        int stride = typed.weekly().isEmpty() ? 1 : 7;
        for (LocalDate day = first.get(); !day.isAfter(last.get()); day = day.plusDays(stride)) {
            if (times.size() == MOST_DAYS) {
                faults.put("until", "At most a year is closed in one go.");
                return List.of();
            }
            times.add(whole ? LocalTimes.day(day, site.zone()) : between(day, from.get(), to.get(), site));
        }
        return times;
    }

    private static Interval between(LocalDate day, LocalTime from, LocalTime to, Site site) {
        Instant begins = LocalTimes.moment(day, from, site.zone());
        Instant ends = LocalTimes.moment(day, to, site.zone());
        return new Interval(begins, begins.isBefore(ends) ? ends : begins.plusSeconds(60));
    }

    private static Optional<LocalDate> day(String typed, LocalDate today) {
        return TypedDate.read(typed, today).filter(date -> date.length() == 10).map(LocalDate::parse);
    }

    /** Appointments that stand there already stay, and are to be moved. */
    private List<String> questions(Visit visit, Site site, List<Provider> providers, List<Interval> times) {
        Agenda agenda = parts.reader()
                .agenda(
                        visit.caller(),
                        new Interval(times.getFirst().from(), times.getLast().to()));
        List<Booking> booked = agenda.bookings().stream()
                .filter(Booking::stands)
                .filter(booking ->
                        providers.stream().anyMatch(each -> each.practitioner().equals(booking.practitioner())))
                .filter(booking -> times.stream().anyMatch(time -> time.overlaps(booking.time())))
                .toList();
        if (booked.isEmpty()) {
            return List.of();
        }
        Dates dates = new Dates(site.zone());
        String first = dates.day(booked.getFirst().time().from()) + " "
                + LocalTimes.shown(booked.getFirst().time().from(), site.zone());
        return List.of((booked.size() == 1 ? "An appointment stands" : booked.size() + " appointments stand")
                + " in that time, the first on " + first + ". They stay until somebody moves them. Close it?");
    }

    private static Panel.Closed closed(Day day, Block block) {
        Dates dates = new Dates(day.site().zone());
        return new Panel.Closed(
                day.where().to("block/" + block.id()),
                day.where().home(),
                block.words(),
                dates.day(block.time().from()) + ", "
                        + LocalTimes.shown(block.time().from(), day.site().zone()) + "–"
                        + LocalTimes.shown(block.time().to(), day.site().zone()),
                day.house().provider(block.schedule()).map(Provider::name).orElse(""),
                !block.series().isEmpty());
    }

    private Answer open(Visit visit, Day day, Block block) {
        boolean later = visit.form().has("later") && !block.series().isEmpty();
        List<Block> blocks = later
                ? parts.reader()
                        .blocks(visit.caller(), block.series(), block.time().from())
                : List.of(block);
        parts.scheduler().open(visit.caller(), blocks);
        return Answer.redirect(day.where().home() + "&done=undone");
    }
}
