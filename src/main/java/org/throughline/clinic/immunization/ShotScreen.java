package org.throughline.clinic.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Choice;
import org.throughline.care.immunization.Card;
import org.throughline.care.immunization.Immunizations;
import org.throughline.care.immunization.NewDose;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.Done;
import org.throughline.clinic.Whose;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.vaccine.Vaccine;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/**
 * {@code /immunizations/PATIENT}: what was given and what is next; {@code /give} gives several in one act, {@code /earlier}
 * and {@code /refused} take a line each, {@code /DOSE} is one of them.
 */
public final class ShotScreen implements Screen {
    private static final int LONGEST = 200;

    private final ShotDesk desk;
    private final GivePage give;
    private final DosePage dose;
    private final Papers papers;

    public ShotScreen(ShotDesk desk) {
        this.desk = desk;
        this.give = new GivePage(desk);
        this.dose = new DosePage(desk);
        this.papers = new Papers(desk);
    }

    @Override
    public String what() {
        return "immunizations";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() < 2 || path.size() > 3) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        if (visit.posts()) {
            visit.requireSame(patient);
        }
        Optional<Answer> moved = desk.pages().moved(visit, patient);
        if (moved.isPresent()) {
            return moved.get();
        }
        String what = path.size() == 2 ? "" : path.get(2);
        if (visit.posts()) {
            requireGiving(visit);
            return switch (what) {
                case "" -> Answer.of(405);
                case "give" -> give.post(visit, patient);
                case "earlier" -> earlier(visit, patient);
                case "refused" -> refused(visit, patient);
                case "decide" -> decide(visit, patient);
                default -> dose.act(visit, patient, what);
            };
        }
        return switch (what) {
            case "" -> page(visit, patient, 200, Line.EMPTY);
            case "give" -> give.get(visit, patient);
            default ->
                Stream.of(Papers.Kind.values())
                        .filter(kind -> kind.path().equals(what))
                        .findFirst()
                        .map(kind -> papers.print(visit, patient, kind))
                        .orElseGet(() -> dose.page(visit, patient, what, 200, ""));
        };
    }

    private static void requireGiving(Visit visit) {
        if (!Immunizations.mayGive(visit.caller())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    /** What stands in the lines below the list, with what is wrong. */
    record Line(Form form, Map<String, String> faults) {
        static final Line EMPTY = new Line(Form.EMPTY, Map.of());
    }

    private Answer page(Visit visit, String patient, int status, Line line) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "immunizations", Set.of(), false);
        return desk.pages().page(visit, wanted, status, "clinic/immunization/card.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            boolean sees = visit.caller().may(Interaction.SEARCH, "Immunization");
            parameters.put("sees", sees);
            if (sees) {
                Card card = desk.immunizations().card(Whose.reader(visit), patient);
                Dates dates = new Dates(desk.clock().getZone());
                parameters.put("card", new CardViews(dates).of(card));
                parameters.put("decisions", Decisions.of(card, dates));
            }
            parameters.put("decides", sees && Decisions.mayDecide(visit));
            parameters.put("gives", sees && Immunizations.mayGive(visit.caller()));
            parameters.put("loads", visit.caller().may(Duty.SETTINGS));
            parameters.put("form", line.form());
            parameters.put("faults", line.faults());
            parameters.put("origins", origins());
            parameters.put("whyNots", whyNots());
            done(visit).ifPresent(done -> parameters.put("done", done));
            return parameters;
        });
    }

    private static List<Choice> origins() {
        return Stream.of(NewDose.Origin.values())
                .map(each -> new Choice(each.name(), each.words()))
                .toList();
    }

    private static List<Choice> whyNots() {
        return Stream.of(NewDose.WhyNot.values())
                .map(each -> new Choice(each.name(), each.words()))
                .toList();
    }

    private static Optional<Done> done(Visit visit) {
        return visit.request()
                .parameter("given")
                .filter(count -> count.matches("[0-9]{1,2}"))
                .map(count -> new Done(count.equals("1") ? "1 vaccine given." : count + " vaccines given.", ""))
                .or(() -> visit.request()
                        .parameter("done")
                        .map(what -> new Done(
                                switch (what) {
                                    case "earlier" -> "Recorded.";
                                    case "refused" -> "Recorded that it was not given.";
                                    case "decided" -> "Kept. The forecast is made anew.";
                                    case "retracted" -> "Taken back. It stays in the history.";
                                    default -> "Done.";
                                },
                                "")));
    }

    private Answer earlier(Visit visit, String patient) {
        Form form = visit.form();
        Map<String, String> faults = new LinkedHashMap<>();
        Optional<Vaccine> vaccine = vaccine(form, "e-vaccine", faults);
        LocalDate today = LocalDate.now(desk.clock());
        Optional<String> date = TypedDate.read(form.value("e-date"), today);
        if (date.isEmpty()) {
            faults.put("e-date", "Write a day, a month or a year, as 14/7/2025, jul 2025 or 2025.");
        } else if (date.get().compareTo(today.toString().substring(0, date.get().length())) > 0) {
            faults.put("e-date", "This is in the future.");
        }
        tooLong(form, faults, "e-lot", "e-where");
        if (!faults.isEmpty()) {
            return page(visit, patient, 422, new Line(form, faults));
        }
        record(
                visit,
                patient,
                new NewDose.Earlier(
                        vaccine.orElseThrow(),
                        date.orElseThrow(),
                        one(NewDose.Origin.values(), form.value("e-origin")),
                        form.value("e-lot"),
                        form.value("e-where")));
        return Answer.redirect("/immunizations/" + patient + "?done=earlier");
    }

    private Answer refused(Visit visit, String patient) {
        Form form = visit.form();
        Map<String, String> faults = new LinkedHashMap<>();
        Optional<Vaccine> vaccine = vaccine(form, "r-vaccine", faults);
        tooLong(form, faults, "r-who");
        if (!faults.isEmpty()) {
            return page(visit, patient, 422, new Line(form, faults));
        }
        record(
                visit,
                patient,
                new NewDose.Refused(
                        vaccine.orElseThrow(), one(NewDose.WhyNot.values(), form.value("r-why")), form.value("r-who")));
        return Answer.redirect("/immunizations/" + patient + "?done=refused");
    }

    private void record(Visit visit, String patient, NewDose dose) {
        desk.immunizations().record(EntryDesk.chart(visit, patient), List.of(dose), null);
    }

    private Answer decide(Visit visit, String patient) {
        Decisions.decide(visit, desk.immunizations(), patient);
        return Answer.redirect("/immunizations/" + patient + "?done=decided");
    }

    private static void tooLong(Form form, Map<String, String> faults, String... fields) {
        for (String field : fields) {
            if (form.value(field).length() > LONGEST) {
                faults.put(field, "Write " + LONGEST + " letters at most.");
            }
        }
    }

    private static <E extends Enum<E>> E one(E[] values, String name) {
        return Stream.of(values)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Malformed("value", "form", "There is no such choice.")));
    }

    /** The vaccine that was typed: exactly its name, or the only one that fits. */
    private Optional<Vaccine> vaccine(Form form, String field, Map<String, String> faults) {
        String typed = form.value(field).strip();
        Optional<Vaccine> named = desk.vaccines().named(typed);
        if (named.isPresent()) {
            return named;
        }
        List<Vaccine> found =
                new ArrayList<>(typed.isEmpty() ? List.of() : desk.vaccines().find(typed, 6));
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        faults.put(
                field,
                found.isEmpty()
                        ? "Name a vaccine from the list."
                        : "Which one? "
                                + String.join(
                                        "; ", found.stream().map(Vaccine::name).toList()));
        return Optional.empty();
    }
}
