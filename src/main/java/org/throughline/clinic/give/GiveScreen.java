package org.throughline.clinic.give;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.check.Looked;
import org.throughline.care.entry.Choice;
import org.throughline.care.given.Given;
import org.throughline.care.given.Giving;
import org.throughline.care.given.ToGive;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.Done;
import org.throughline.clinic.PatientNames;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Reason;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/**
 * {@code /give}: what is to be given to all patients today; {@code /give/PATIENT}: to one, and what was given; {@code
 * /give/PATIENT/ORDER}: the form of it.
 */
public final class GiveScreen implements Screen {
    private final Giving giving;
    private final Supplier<List<Choice>> staff;
    private final ChartReader charts;
    private final ChartPages chartPages;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /**
     * The screen.
     *
     * @param staff who can have checked a drug
     * @param clock of the practice, in whose time zone all is shown
     */
    public GiveScreen(
            Giving giving,
            Supplier<List<Choice>> staff,
            ChartReader charts,
            ChartPages chartPages,
            AuditTrail audit,
            Pages pages,
            Clock clock) {
        this.giving = giving;
        this.staff = staff;
        this.charts = charts;
        this.chartPages = chartPages;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "medications to give";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (!Giving.may(visit.caller()) || path.size() > 3 || (visit.posts() && path.size() != 3)) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (path.size() == 1) {
            return all(visit);
        }
        String patient = path.get(1);
        if (visit.posts()) {
            visit.requireSame(patient);
            return give(visit, patient, path.get(2));
        }
        return chartPages
                .moved(visit, patient)
                .orElseGet(() -> path.size() == 2 ? list(visit, patient) : form(visit, patient, path.get(2)));
    }

    /**
     * A drug that is to be given.
     *
     * @param patient empty where it is the chart's
     */
    public record Row(
            String address,
            String name,
            String how,
            String patient,
            String facts,
            String by,
            String since,
            String missed,
            String earlier) {}

    private Answer all(Visit visit) {
        List<ToGive> orders = giving.toGive(visit.caller(), "");
        Map<Long, Person> people = charts.people(
                visit.caller(), orders.stream().map(GiveScreen::address).collect(Collectors.toSet()));
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, "give", 200, people.keySet()));
        PatientNames names = new PatientNames(clock);
        return pages.page(
                200,
                "clinic/give/all.jte",
                Map.of(
                        "frame",
                        visit.frame("To give", Place.GIVE),
                        "rows",
                        orders.stream()
                                .filter(each -> people.containsKey(address(each)))
                                .map(each -> row(
                                        each,
                                        names.row(Objects.requireNonNull(people.get(address(each))))
                                                .name(),
                                        names.row(Objects.requireNonNull(people.get(address(each))))
                                                .born()))
                                .toList()));
    }

    private static long address(ToGive order) {
        return Address.of("Patient", order.patient());
    }

    private Row row(ToGive order, String patient, String facts) {
        return new Row(
                "/give/" + order.patient() + "/" + order.request(),
                order.name(),
                order.how(),
                patient,
                facts,
                order.by(),
                dates().date(order.ordered()),
                order.missed(),
                earlier(order));
    }

    /** When the last dose was given and by whom; empty when none was. */
    private String earlier(ToGive order) {
        ToGive.Earlier earlier = order.earlier();
        return earlier == null ? "" : dates().moment(earlier.at()) + " by " + earlier.by();
    }

    private Answer list(Visit visit, String patient) {
        return chartPages.page(visit, wanted(patient), 200, "clinic/give/patient.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put(
                    "rows",
                    giving.toGive(visit.caller(), patient).stream()
                            .map(each -> row(each, "", ""))
                            .toList());
            parameters.put(
                    "given",
                    giving.given(visit.caller(), patient).stream()
                            .map(each -> new Giving.Line(
                                    each.name(), each.detail(), dates().time(each.at()), each.by(), each.given()))
                            .toList());
            visit.request()
                    .parameter("done")
                    .ifPresent(what -> parameters.put(
                            "done",
                            new Done(
                                    switch (what) {
                                        case "given" -> "Given.";
                                        case "over" -> "This order was given or stopped meanwhile.";
                                        default -> "Recorded as not given.";
                                    },
                                    "")));
            return parameters;
        });
    }

    private static ChartPages.Wanted wanted(String patient) {
        return new ChartPages.Wanted(patient, "medications", Set.of(), false);
    }

    private Answer form(Visit visit, String patient, String request) {
        // Whose form is open when it is given is led to the list, and is not told that there is no such page.
        return giving.toGive(visit.caller(), patient, request)
                .map(order -> form(
                        visit,
                        order,
                        200,
                        Map.of(
                                "given",
                                "yes",
                                "route",
                                order.route(),
                                "last",
                                order.once() ? "yes" : "",
                                "seen",
                                "" + order.version()),
                        Map.of()))
                .orElseGet(() -> Answer.redirect("/give/" + patient + "?done=over"));
    }

    private Answer form(Visit visit, ToGive order, int status, Map<String, String> typed, Map<String, String> faults) {
        return chartPages.page(visit, wanted(order.patient()), status, "clinic/give/give.jte", view -> {
            Looked looked = giving.look(visit.caller(), order);
            List<Finding> findings = looked.orders().stream()
                    .flatMap(each -> each.findings().stream())
                    .toList();
            return Map.of(
                    "give",
                    new GiveView(
                            order.request(),
                            order.name(),
                            order.how(),
                            order.by(),
                            order.missed(),
                            earlier(order),
                            giving.alert(visit.caller(), order),
                            findings.stream()
                                    .filter(looked::mustBeAnswered)
                                    .map(Finding::masked)
                                    .map(each -> new GiveView.Warned(each.what(), each.whatToDo(), each.interrupts()))
                                    .distinct()
                                    .toList(),
                            looked.orders().stream()
                                    .flatMap(each -> each.unchecked().stream())
                                    .map(Reason::words)
                                    .distinct()
                                    .toList(),
                            typed,
                            faults,
                            Stream.concat(Stream.of(new Choice("", "Nobody")), staff.get().stream())
                                    .toList()));
        });
    }

    private Answer give(Visit visit, String patient, String request) {
        ToGive order = giving.toGive(visit.caller(), patient, request)
                .orElseThrow(() -> new Failed(
                        new Failure.Conflict("This order was given or stopped meanwhile. Nothing was recorded.")));
        Form form = visit.form();
        Map<String, String> typed = new LinkedHashMap<>();
        form.fields().forEach(each -> typed.put(each.name(), each.value().strip()));
        Map<String, String> faults = new LinkedHashMap<>();
        boolean given = !form.value("given").equals("no");
        String expiry =
                TypedDate.read(form.value("expiry"), LocalDate.now(clock)).orElse("");
        if (given && expiry.isEmpty() && !form.value("expiry").isBlank()) {
            faults.put("expiry", "Write a date as 31/12/26, or Dec 2026.");
        }
        try {
            give(visit, order, form, given, expiry, faults);
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Conflict)) {
                throw e;
            }
            faults.put("again", "Somebody has recorded a dose of it or changed the order meanwhile.");
        }
        if (faults.isEmpty()) {
            return Answer.redirect("/give/" + patient + "?done=" + (given ? "given" : "not"));
        }
        return giving.toGive(visit.caller(), patient, request)
                .map(now -> {
                    typed.put("seen", "" + now.version());
                    return form(visit, now, 422, typed, faults);
                })
                .orElseGet(() -> Answer.redirect("/give/" + patient + "?done=over"));
    }

    private void give(Visit visit, ToGive order, Form form, boolean given, String expiry, Map<String, String> faults) {
        String checker = form.value("checker");
        giving.give(
                EntryDesk.chart(visit, order.patient()),
                order,
                new Given(
                        given,
                        form.value("dose"),
                        form.value("route"),
                        form.value("site"),
                        form.value("lot"),
                        expiry,
                        checker,
                        staff.get().stream()
                                .filter(each -> each.code().equals(checker))
                                .map(Choice::words)
                                .findFirst()
                                .orElse(""),
                        form.value("wasted"),
                        form.value("reason"),
                        form.value("note"),
                        form.has("last"),
                        seen(form),
                        form.has("again")),
                faults);
    }

    /** The version of the order that the form was made of; none for what is no number. */
    private static int seen(Form form) {
        String seen = form.value("seen");
        return seen.matches("[0-9]{1,9}") ? Integer.parseInt(seen) : 0;
    }

    private Dates dates() {
        return new Dates(clock.getZone());
    }
}
