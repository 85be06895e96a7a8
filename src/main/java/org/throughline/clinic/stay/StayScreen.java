package org.throughline.clinic.stay;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.stay.Coming;
import org.throughline.care.stay.OpenStay;
import org.throughline.care.stay.Stays;
import org.throughline.care.stay.Whereto;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.ChartView;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/** {@code /stay/PATIENT}: says that a patient is admitted, has come in an emergency, was moved, leaves, or has died. */
public final class StayScreen implements Screen {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
    private static final int DAY = 10;
    private static final Map<String, String> DONE = Map.of(
            "come", "The patient is here now. The care team is told.",
            "admit", "The patient is admitted. The care team is told.",
            "move", "The move is written down. The care team is told.",
            "discharge", "The patient is discharged. The care team is told.",
            "died", "The death is written down. What was booked is called off, and the care team is told.",
            "lives", "The death is taken back. Look whether appointments have to be booked again.",
            "back", "The stay is taken back.");

    private final Stays stays;
    private final Supplier<List<Choice>> staff;
    private final ChartPages pages;
    private final Clock clock;

    /**
     * @param staff who can attend somebody, by their references
     * @param clock of the practice, in whose time zone all is shown and typed
     */
    public StayScreen(Stays stays, Supplier<List<Choice>> staff, ChartPages pages, Clock clock) {
        this.stays = stays;
        this.staff = staff;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "admission and discharge";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() != 2 || path.get(1).isEmpty()) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        if (!visit.posts()) {
            return pages.moved(visit, patient).orElseGet(() -> page(visit, patient, 200, "", ""));
        }
        visit.requireSame(patient);
        return pages.open(visit, wanted(patient), view -> act(visit, patient));
    }

    private static ChartPages.Wanted wanted(String patient) {
        return new ChartPages.Wanted(patient, "stay", Set.of(), false);
    }

    private static boolean says(Visit visit) {
        return visit.caller().may(Interaction.CREATE, "Encounter");
    }

    private static boolean tells(Visit visit) {
        return says(visit) && visit.caller().may(Interaction.UPDATE, "Patient");
    }

    private Answer act(Visit visit, String patient) {
        String act = visit.form().value("act");
        try {
            switch (act) {
                case "come" -> stays.come(allowed(visit).caller(), patient, coming(visit.form()));
                case "admit" -> stays.admit(allowed(visit).caller(), stay(visit, patient), coming(visit.form()));
                case "move" ->
                    stays.move(
                            allowed(visit).caller(),
                            stay(visit, patient),
                            visit.form().value("place").strip(),
                            at(visit.form()));
                case "discharge" ->
                    stays.discharge(
                            allowed(visit).caller(), stay(visit, patient), whereto(visit.form()), at(visit.form()));
                case "back" -> stays.takeBack(allowed(visit).caller(), stay(visit, patient));
                case "died" -> died(visit, patient);
                case "lives" -> {
                    requireTells(visit);
                    stays.lives(visit.caller(), patient, number(visit.form(), "person"));
                }
                default -> throw new Failed(new Failure.Invalid("value", "", "Choose what has happened."));
            }
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Invalid invalid ->
                    page(visit, patient, 422, invalid.issues().getFirst().element(), invalid.message());
                case Failure.Conflict conflict -> page(visit, patient, 409, "", conflict.message());
                default -> throw e;
            };
        }
        return Answer.redirect("/stay/" + patient + "?done=" + act);
    }

    private void died(Visit visit, String patient) {
        requireTells(visit);
        String id = visit.form().value("stay");
        stays.died(
                visit.caller(),
                patient,
                number(visit.form(), "person"),
                id.isEmpty() ? null : stay(visit, patient),
                at(visit.form()));
    }

    private static Visit allowed(Visit visit) {
        if (!says(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        return visit;
    }

    private static void requireTells(Visit visit) {
        if (!tells(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    /** The stay that the form is about, in the version that was looked at. */
    private OpenStay stay(Visit visit, String patient) {
        int version = number(visit.form(), "version");
        return stays.open(patient)
                .filter(each -> each.id().equals(visit.form().value("stay")) && each.version() == version)
                .orElseThrow(() ->
                        new Failed(new Failure.Conflict("Somebody else has said something meanwhile. Look again.")));
    }

    private static int number(Form form, String name) {
        String text = form.value(name);
        if (!text.matches("[0-9]{1,9}")) {
            throw new Failed(new Failure.Malformed("value", name, "This is not a number."));
        }
        return Integer.parseInt(text);
    }

    private Coming coming(Form form) {
        Coming.Kind kind = Arrays.stream(Coming.Kind.values())
                .filter(each -> each.code().equals(form.value("kind")))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Invalid("required", "kind", "Say as what they come.")));
        String attending = form.value("attending");
        Optional<Choice> who = staff.get().stream()
                .filter(each -> each.code().equals(attending))
                .findFirst();
        if (!attending.isEmpty() && who.isEmpty()) {
            throw new Failed(new Failure.Invalid("value", "attending", "Choose one of these."));
        }
        return new Coming(
                kind,
                at(form),
                form.value("reason").strip(),
                form.value("place").strip(),
                who.map(each -> new Author(each.code(), each.words())).orElse(null));
    }

    private static Whereto whereto(Form form) {
        return Arrays.stream(Whereto.values())
                .filter(each -> each.code().equals(form.value("whereto")))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Invalid("required", "whereto", "Say whereto.")));
    }

    private Instant at(Form form) {
        LocalDate today = LocalDate.now(clock);
        LocalDate day = TypedDate.read(form.value("day").strip(), today)
                .filter(date -> date.length() == DAY)
                .map(LocalDate::parse)
                .orElseThrow(() -> new Failed(new Failure.Invalid("value", "day", "Write a day, as t or 14/7/26.")));
        return switch (LocalTimes.read(form.value("time"), day, clock.getZone())) {
            case LocalTimes.At at -> at.moment();
            case LocalTimes.Wrong wrong -> throw new Failed(new Failure.Invalid("value", "time", wrong.why()));
        };
    }

    private Answer page(Visit visit, String patient, int status, String field, String fault) {
        return pages.page(visit, wanted(patient), status, "clinic/stay/stay.jte", chart -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("stay", view(visit, chart, field, fault));
            return parameters;
        });
    }

    private StayView view(Visit visit, ChartView chart, String field, String fault) {
        Form form = visit.form();
        boolean again = visit.posts();
        return new StayView(
                chart.id(),
                chart.name(),
                stays.open(chart.id()).map(this::row).orElse(null),
                stays.version(chart.id()),
                chart.deceased(),
                says(visit),
                tells(visit),
                Stream.concat(Stream.of(new Choice("", "Not said")), staff.get().stream())
                        .toList(),
                new StayView.Typed(
                        again ? form.value("act") : "",
                        field,
                        fault,
                        again ? form.value("kind") : "",
                        again ? form.value("reason") : "",
                        again ? form.value("place") : "",
                        again ? form.value("attending") : mine(visit),
                        again ? form.value("whereto") : "",
                        again ? form.value("day") : "t",
                        again ? form.value("time") : HOUR.format(clock.instant().atZone(clock.getZone()))),
                DONE.getOrDefault(visit.request().parameter("done").orElse(""), ""));
    }

    /** Who admits somebody usually attends them. */
    private String mine(Visit visit) {
        @Nullable Object subject = visit.session().account().subject();
        return subject != null && visit.caller().may(Duty.PRESCRIBE) ? subject.toString() : "";
    }

    private StayView.Row row(OpenStay stay) {
        return new StayView.Row(
                stay.id(),
                stay.version(),
                stay.emergency(),
                new Dates(clock.getZone()).moment(stay.begun()),
                stay.place(),
                stays.words(stay));
    }
}
