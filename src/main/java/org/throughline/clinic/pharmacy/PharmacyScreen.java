package org.throughline.clinic.pharmacy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.prescription.Counter;
import org.throughline.care.prescription.Filler;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/** {@code /pharmacy}: what has come to the pharmacy and is to be done; {@code /pharmacy/ID}: one prescription and what can be done with it. */
public final class PharmacyScreen implements Screen {
    private static final String HOME = "/pharmacy";

    private final Counter counter;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    public PharmacyScreen(Counter counter, AuditTrail audit, Pages pages, Clock clock) {
        this.counter = counter;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the pharmacy's prescriptions";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.DISPENSE);
        List<String> path = visit.path();
        if (path.size() == 1 && !visit.posts()) {
            return list(visit);
        }
        if (path.size() != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return visit.posts() ? act(visit, path.get(1)) : one(visit, path.get(1), 200, Map.of());
    }

    private Answer list(Visit visit) {
        boolean done = visit.request().parameter("done").isPresent();
        List<Filler> found = done ? counter.done(visit.caller()) : counter.open(visit.caller());
        seen(visit, done ? "pharmacy/done" : "pharmacy");
        return pages.page(
                200,
                "clinic/pharmacy/list.jte",
                Map.of(
                        "frame",
                        visit.frame("Pharmacy", Place.PHARMACY),
                        "rows",
                        found.stream()
                                .map(each -> views().view(each, List.of()))
                                .toList(),
                        "done",
                        done));
    }

    private Answer one(Visit visit, String id, int status, Map<String, String> faults) {
        Filler filler = counter.of(visit.caller(), id);
        seen(visit, "pharmacy/" + id);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame(filler.prescription().drug(), Place.PHARMACY));
        parameters.put("view", views().view(filler, counter.dispensed(visit.caller(), filler)));
        parameters.put("faults", faults);
        parameters.put("form", visit.form());
        parameters.put("today", LocalDate.now(clock).toString());
        visit.request().parameter("did").ifPresent(did -> parameters.put("did", did(did)));
        return pages.page(status, "clinic/pharmacy/filler.jte", parameters);
    }

    private static String did(String act) {
        return switch (act) {
            case "begin" -> "The prescriber is told that it is being filled.";
            case "dispense" -> "Dispensed.";
            case "refuse" -> "The prescriber is told that it is not dispensed.";
            case "renewal", "change" -> "The prescriber is asked.";
            default -> "The prescriber is told.";
        };
    }

    private Answer act(Visit visit, String id) {
        Form form = visit.form();
        String act = form.value("act");
        int version = form.value("version").matches("\\d{1,9}") ? Integer.parseInt(form.value("version")) : 0;
        try {
            switch (act) {
                case "begin" -> counter.begin(visit.caller(), id, version);
                case "dispense" ->
                    counter.dispense(
                            visit.caller(),
                            id,
                            version,
                            quantity(form.value("quantity")),
                            form.value("lot"),
                            day(form.value("day")));
                case "refuse" -> counter.refuse(visit.caller(), id, version, form.value("refusal"));
                case "renewal", "change" ->
                    counter.ask(visit.caller(), id, version, act.equals("renewal"), form.value("question"));
                case "cancelled", "late" ->
                    counter.answerCancel(visit.caller(), id, version, act.equals("cancelled"), form.value("answer"));
                default -> throw new Failed(new Failure.Malformed("value", "act", "There is no such act."));
            }
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                return one(visit, id, 422, faults(act, invalid));
            }
            throw e;
        }
        return Answer.redirect(HOME + "/" + id + "?did=" + act);
    }

    /** The words of an act stand in a field of their own. */
    private static Map<String, String> faults(String act, Failure.Invalid invalid) {
        Map<String, String> faults = new HashMap<>();
        invalid.issues().forEach(issue -> {
            String field = issue.element().equals("words")
                    ? switch (act) {
                        case "refuse" -> "refusal";
                        case "renewal", "change" -> "question";
                        default -> "answer";
                    }
                    : issue.element();
            faults.put(field, issue.message());
        });
        return faults;
    }

    private static BigDecimal quantity(String typed) {
        if (!typed.strip().matches("\\d{1,5}(\\.\\d{1,3})?")) {
            throw new Failed(new Failure.Invalid("value", "quantity", "Write how much, as 30 or 2.5."));
        }
        return new BigDecimal(typed.strip());
    }

    private LocalDate day(String typed) {
        LocalDate today = LocalDate.now(clock);
        if (typed.isBlank()) {
            return today;
        }
        Optional<LocalDate> day = TypedDate.read(typed, today)
                .filter(date -> date.length() == 10)
                .map(LocalDate::parse)
                .filter(date -> !date.isAfter(today));
        return day.orElseThrow(
                () -> new Failed(new Failure.Invalid("value", "day", "Write a day up to today, as 14/7/26 or t-1.")));
    }

    /** Whoever is at a pharmacy has a name in the trail beside each look, as with a chart. */
    private void seen(Visit visit, String what) {
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, what, 200, Set.of()));
    }

    private CounterViews views() {
        return new CounterViews(new Dates(clock.getZone()));
    }
}
