package org.throughline.clinic.result;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.result.DoneHere;
import org.throughline.care.result.NewReport;
import org.throughline.care.result.Order;
import org.throughline.care.result.Results;
import org.throughline.clinic.ChartPages;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * {@code /results/PATIENT/new}: the form of a test or panel that was done.
 *
 * @param prescribers who can order a test that is done here
 * @param clock of the practice
 */
record EntryPages(
        Results results, Labs labs, ChartPages pages, Supplier<List<Choice>> prescribers, Drafts drafts, Clock clock) {

    Answer blank(Visit visit, String patient) {
        Optional<Draft> draft = drafts.find(visit.session().account().number(), address(visit, patient));
        Form form = draft.map(Draft::form).orElse(Form.EMPTY);
        return form(
                visit,
                patient,
                200,
                chosen(visit, patient).map(wanted -> typed(visit, patient, wanted, form, draft.isEmpty())),
                draft.map(Draft::revision).orElse(0));
    }

    /** The order or the test that the address names. */
    record Chosen(Lab panel, @Nullable Order order) {}

    Optional<Chosen> chosen(Visit visit, String patient) {
        String order = parameter(visit, "order");
        if (!order.isEmpty()) {
            return results.ordered(visit.caller(), patient).stream()
                    .filter(each -> each.id().equals(order))
                    .findFirst()
                    .flatMap(each -> results.lab(each.code()).map(lab -> new Chosen(lab, each)));
        }
        return labs.named(parameter(visit, "test")).map(lab -> new Chosen(lab, null));
    }

    private static String parameter(Visit visit, String name) {
        return visit.posts()
                ? visit.form().value(name)
                : visit.request().parameter(name).orElse("");
    }

    static String address(Visit visit, String patient) {
        String order = parameter(visit, "order");
        return "/results/" + patient + "/new?"
                + (order.isEmpty() ? "test=" + parameter(visit, "test") : "order=" + order)
                + (isHere(visit) ? "&here=1" : "");
    }

    /** Whether a test is done in the practice and ordered in the same act. */
    private static boolean isHere(Visit visit) {
        return parameter(visit, "here").equals("1")
                && visit.caller().may(Interaction.CREATE, "ServiceRequest")
                && visit.session().account().subject() != null;
    }

    private ResultForm typed(Visit visit, String patient, Chosen wanted, Form form, boolean blank) {
        List<Lab> tests = labs.tests(wanted.panel());
        ResultForm typed = ResultForm.of(
                wanted.panel(),
                tests,
                results.ranges(visit.caller(), patient, tests),
                wanted.order() == null ? "" : wanted.order().id(),
                form,
                now(),
                blank);
        return isHere(visit) && wanted.order() == null
                ? typed.with(ResultForm.Kit.of(
                        form,
                        prescribers.get(),
                        String.valueOf(visit.session().account().subject())))
                : typed;
    }

    Answer enter(Visit visit, Entries.Chart chart) {
        String patient = chart.patient();
        Chosen wanted = chosen(visit, patient)
                .orElseThrow(() -> new Failed(
                        new Failure.Conflict("This order was done or ended meanwhile. Nothing was written.")));
        ResultForm form = typed(visit, patient, wanted, visit.form(), false);
        Map<String, String> wrong = form.check(now());
        if (!wrong.isEmpty()) {
            return form(visit, patient, 422, Optional.of(form.with(wrong)), 0);
        }
        NewReport report = form.report(wanted.order(), now());
        if (form.kit() == null) {
            results.enter(chart, report);
        } else {
            results.enterHere(chart, report);
        }
        drafts.drop(visit.session().account().number(), address(visit, patient));
        return Answer.redirect("/results/" + patient + "?done=" + (form.kit() == null ? "entered" : "here"));
    }

    private Answer form(Visit visit, String patient, int status, Optional<ResultForm> form, int revision) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "results", Set.of(), false);
        return pages.page(visit, wanted, status, "clinic/result/enter.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            form.ifPresent(each -> parameters.put("form", each));
            parameters.put("orders", results.ordered(visit.caller(), patient));
            parameters.put(
                    "here",
                    visit.caller().may(Interaction.CREATE, "ServiceRequest") ? DoneHere.tests(labs) : List.of());
            parameters.put("key", address(visit, patient));
            parameters.put("revision", revision);
            return parameters;
        });
    }

    private ZonedDateTime now() {
        return ZonedDateTime.now(clock);
    }
}
