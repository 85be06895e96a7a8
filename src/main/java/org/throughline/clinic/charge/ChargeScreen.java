package org.throughline.clinic.charge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.charge.Charge;
import org.throughline.care.charge.Charges;
import org.throughline.care.charge.Fee;
import org.throughline.care.charge.Fees;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.note.Chartbook;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.Done;
import org.throughline.clinic.PatientNames;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.Catalogue;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /charges/PATIENT}: what is charged at the visit that is open, or at another that is chosen: a procedure with its fee
 * and the diagnoses that are its reason.
 */
public final class ChargeScreen implements Screen {
    private final Charges charges;
    private final Fees fees;
    private final ChartReader charts;
    private final Chartbook book;
    private final ChartPages chartPages;
    private final PatientNames names;
    private final Catalogue problems;

    public ChargeScreen(
            Charges charges,
            Fees fees,
            ChartReader charts,
            Chartbook book,
            ChartPages chartPages,
            PatientNames names,
            Catalogue problems) {
        this.charges = charges;
        this.fees = fees;
        this.charts = charts;
        this.book = book;
        this.chartPages = chartPages;
        this.names = names;
        this.problems = problems;
    }

    @Override
    public String what() {
        return "charges";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() != 2 || !visit.caller().may(Interaction.SEARCH, "ChargeItem")) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        return visit.posts()
                ? post(visit, patient)
                : chartPages.moved(visit, patient).orElseGet(() -> page(visit, patient, 200, Map.of()));
    }

    private Answer post(Visit visit, String patient) {
        visit.requireSame(patient);
        Form form = visit.form();
        Entries.Chart chart = ChargeForm.chart(visit, patient);
        String encounter = form.value("visit");
        String back = "/charges/" + patient + "?visit=" + encounter;
        if (form.value("act").equals("remove")) {
            charges.remove(chart, form.value("charge"), FeeScreen.number(form.value("version")));
            return Answer.redirect(back);
        }
        Map<String, String> faults = new HashMap<>();
        Optional<BigDecimal> amount = Fee.amount(form.value("amount"));
        if (form.value("fee").isEmpty()) {
            faults.put("fee", "Say what was done.");
        }
        if (amount.isEmpty() && !form.value("amount").isBlank()) {
            faults.put("amount", "Write an amount as 120 or 120.50.");
        }
        List<Concept> diagnoses = diagnoses(visit, patient, form);
        if (diagnoses.isEmpty()) {
            faults.put("diagnosis", "Say for which diagnosis it is charged.");
        }
        if (!faults.isEmpty()) {
            return page(visit, patient, 422, faults);
        }
        String quantity = form.value("quantity").strip();
        charges.add(
                chart,
                encounter,
                new Charges.Wanted(
                        form.value("fee"),
                        quantity.isEmpty() ? 1 : FeeScreen.number(quantity),
                        amount.orElse(null),
                        diagnoses));
        return Answer.redirect(back + "&charged=1");
    }

    /** Those of the problem list that are ticked, and what was typed beside. */
    private List<Concept> diagnoses(Visit visit, String patient, Form form) {
        Map<String, Concept> listed = listed(visit, patient);
        List<Concept> diagnoses = new ArrayList<>();
        form.values("problem").stream()
                .filter(listed::containsKey)
                .map(listed::get)
                .forEach(diagnoses::add);
        String typed = form.value("diagnosis").strip();
        if (!typed.isEmpty()) {
            diagnoses.add(problems.named(typed)
                    .map(entry -> new Concept(entry.name(), entry.codings()))
                    .orElseGet(() -> new Concept(typed, List.of())));
        }
        return diagnoses;
    }

    /** The active problems, by the Condition's id. */
    private Map<String, Concept> listed(Visit visit, String patient) {
        Map<String, Concept> listed = new LinkedHashMap<>();
        book.resources(visit.caller(), patient, Chartbook.Shelf.PROBLEMS)
                .forEach(condition ->
                        listed.put(String.valueOf(condition.text("id")), Concept.of(condition.object("code"))));
        return listed;
    }

    private Answer page(Visit visit, String patient, int status, Map<String, String> faults) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "charges", Set.of(), false);
        return chartPages.page(visit, wanted, status, "clinic/charge/charges.jte", view -> {
            List<org.throughline.care.chart.Visit> visits = charts.visits(visit.caller(), patient);
            String chosen = visit.posts()
                    ? visit.form().value("visit")
                    : visit.request()
                            .parameter("visit")
                            .orElseGet(() -> visits.stream()
                                    .filter(org.throughline.care.chart.Visit::underWay)
                                    .findFirst()
                                    .or(() -> visits.stream().findFirst())
                                    .map(org.throughline.care.chart.Visit::id)
                                    .orElse(""));
            List<Charge> charged = chosen.isEmpty() ? List.of() : charges.of(visit.caller(), patient, chosen);
            Map<String, Object> parameters = new HashMap<>();
            parameters.put(
                    "visits",
                    visits.stream()
                            .map(each -> new ChargeForm.Choice(
                                    each.id(), names.visit(each), each.id().equals(chosen)))
                            .toList());
            parameters.put("chosen", chosen);
            parameters.put("charges", charged);
            parameters.put(
                    "total", charged.stream().map(Charge::amount).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add));
            parameters.put(
                    "fees",
                    fees.all(visit.caller()).stream().filter(Fee::active).toList());
            parameters.put("problems", problems(visit, patient));
            parameters.put("writes", visit.caller().may(Interaction.CREATE, "ChargeItem"));
            parameters.put("faults", faults);
            parameters.put("form", visit.form());
            visit.request().parameter("charged").ifPresent(ignored -> parameters.put("done", new Done("Charged.", "")));
            return parameters;
        });
    }

    private List<ChargeForm.Choice> problems(Visit visit, String patient) {
        List<String> ticked = visit.form().values("problem");
        List<ChargeForm.Choice> choices = new ArrayList<>();
        if (visit.caller().may(Interaction.SEARCH, "Condition")) {
            listed(visit, patient)
                    .forEach((id, concept) ->
                            choices.add(new ChargeForm.Choice(id, ChargeForm.words(concept), ticked.contains(id))));
        }
        return choices;
    }
}
