package org.throughline.clinic.result;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.chart.ChartQuery;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.ResultSeries;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.result.DoneHere;
import org.throughline.care.result.NewReport;
import org.throughline.care.result.Order;
import org.throughline.care.result.Report;
import org.throughline.care.result.Results;
import org.throughline.care.task.Recipient;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.Done;
import org.throughline.clinic.inbox.Team;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Subject;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * {@code /results/PATIENT}: what waits to be acknowledged, and all values by date; {@code /results/PATIENT/new} the form of
 * a test that was done; {@code /results/PATIENT/REPORT} one report, {@code /results/PATIENT/REPORT/correct} the form that
 * corrects it.
 */
public final class ResultScreen implements Screen {
    private final Results results;
    private final Labs labs;
    private final ChartReader charts;
    private final ChartPages pages;
    private final Team team;
    private final Supplier<List<Choice>> prescribers;
    private final Drafts drafts;
    private final Clock clock;

    /**
     * The screen.
     *
     * @param prescribers who can order a test that is done here
     * @param clock of the practice, in whose time zone all is shown
     */
    public ResultScreen(
            Results results,
            Labs labs,
            ChartReader charts,
            ChartPages pages,
            Team team,
            Supplier<List<Choice>> prescribers,
            Drafts drafts,
            Clock clock) {
        this.results = results;
        this.labs = labs;
        this.charts = charts;
        this.pages = pages;
        this.team = team;
        this.prescribers = prescribers;
        this.drafts = drafts;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "results";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() < 2 || path.size() > 4 || !visit.caller().may(Interaction.SEARCH, "DiagnosticReport")) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        if (visit.posts()) {
            visit.requireSame(patient);
        }
        Optional<Answer> moved = pages.moved(visit, patient);
        if (moved.isPresent()) {
            return moved.get();
        }
        if (path.size() == 2 && !visit.posts()) {
            return grid(visit, patient);
        }
        if (path.size() == 3 && path.get(2).equals("new")) {
            return visit.posts() ? enter(visit, patient) : blank(visit, patient);
        }
        if (path.size() == 3) {
            return visit.posts() ? act(visit, patient, path.get(2)) : report(visit, patient, path.get(2), 200, "");
        }
        if (path.size() == 4 && path.get(3).equals("correct")) {
            return visit.posts() ? correct(visit, patient, path.get(2)) : correction(visit, patient, path.get(2));
        }
        return Answer.of(405);
    }

    private Answer grid(Visit visit, String patient) {
        return page(visit, patient, 200, "clinic/result/results.jte", () -> {
            List<Report> waiting = results.waiting(visit.caller(), patient);
            Set<String> unseen = waiting.stream()
                    .flatMap(each -> each.lines().stream())
                    .map(Report.Line::id)
                    .collect(Collectors.toSet());
            List<ResultSeries> series = series(visit, patient);
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("grid", Grid.of(series, unseen, patient, labs, dates()));
            parameters.put(
                    "waiting",
                    waiting.stream()
                            .map(each -> ReportView.of(each, List.of(), series, dates()))
                            .toList());
            parameters.put(
                    "reports",
                    results.newest(visit.caller(), patient, 20).stream()
                            .filter(each -> !each.waits())
                            .map(each -> ReportView.of(each, List.of(), List.of(), dates()))
                            .toList());
            parameters.put("orders", results.ordered(visit.caller(), patient));
            parameters.put("enters", Results.mayEnter(visit.caller()));
            parameters.put("acknowledges", Results.mayAcknowledge(visit.caller()));
            done(visit).ifPresent(done -> parameters.put("done", done));
            return parameters;
        });
    }

    private static Optional<Done> done(Visit visit) {
        return visit.request()
                .parameter("done")
                .map(what -> new Done(
                        switch (what) {
                            case "entered" -> "The result is entered. It waits for whoever ordered it.";
                            case "here" -> "The result is entered with its order.";
                            case "acknowledged" -> "Acknowledged.";
                            case "forwarded" -> "Forwarded.";
                            case "corrected" -> "Corrected. It waits again for whoever looked at it.";
                            default -> "Done.";
                        },
                        ""));
    }

    private Answer blank(Visit visit, String patient) {
        requireEntering(visit);
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
    private record Chosen(Lab panel, @Nullable Order order) {}

    private Optional<Chosen> chosen(Visit visit, String patient) {
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

    private static String address(Visit visit, String patient) {
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

    private Answer enter(Visit visit, String patient) {
        requireEntering(visit);
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
            results.enter(chart(visit, patient), report);
        } else {
            results.enterHere(chart(visit, patient), report);
        }
        drafts.drop(visit.session().account().number(), address(visit, patient));
        return Answer.redirect("/results/" + patient + "?done=" + (form.kit() == null ? "entered" : "here"));
    }

    private Answer form(Visit visit, String patient, int status, Optional<ResultForm> form, int revision) {
        return page(visit, patient, status, "clinic/result/enter.jte", () -> {
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

    private Answer report(Visit visit, String patient, String id, int status, String failure) {
        return page(visit, patient, status, "clinic/result/report.jte", () -> {
            Report report = results.report(visit.caller(), patient, id);
            Map<String, Object> parameters = new HashMap<>();
            parameters.put(
                    "report",
                    ReportView.of(report, results.looks(visit.caller(), id), series(visit, patient), dates()));
            parameters.put(
                    "enters",
                    Results.mayEnter(visit.caller()) && !report.lines().isEmpty());
            parameters.put("acknowledges", Results.mayAcknowledge(visit.caller()));
            parameters.put("people", people());
            parameters.put("failure", failure);
            parameters.put("comment", visit.form().value("comment"));
            return parameters;
        });
    }

    private List<Choice> people() {
        return team.present().choices().stream()
                .filter(choice -> choice.code().startsWith("person:"))
                .toList();
    }

    private Answer act(Visit visit, String patient, String id) {
        int version = version(visit.form());
        try {
            return Answer.redirect(after(visit, patient, did(visit, patient, id, version)));
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid || e.failure() instanceof Failure.Conflict) {
                int status = e.failure() instanceof Failure.Invalid ? 422 : 409;
                return report(visit, patient, id, status, e.failure().message());
            }
            throw e;
        }
    }

    private String did(Visit visit, String patient, String id, int version) {
        Form form = visit.form();
        return switch (form.value("act")) {
            case "acknowledge" -> {
                results.acknowledge(chart(visit, patient), id, version, form.value("comment"));
                yield "acknowledged";
            }
            case "forward" -> {
                Recipient to = team.present()
                        .chosen(form.value("to"))
                        .orElseThrow(
                                () -> new Failed(new Failure.Invalid("required", "to", "Say who is to look at it.")));
                results.forward(chart(visit, patient), id, version, to);
                yield "forwarded";
            }
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private static String after(Visit visit, String patient, String done) {
        return visit.form().value("from").equals("inbox")
                ? "/inbox?done=" + (done.equals("acknowledged") ? "Acknowledged" : "Forwarded")
                : "/results/" + patient + "?done=" + done;
    }

    /** The values of a report as a form, with what they say now. */
    private Answer correction(Visit visit, String patient, String id) {
        requireEntering(visit);
        Report report = results.report(visit.caller(), patient, id);
        return correcting(visit, patient, 200, report, said(report), Map.of());
    }

    private static Map<String, String> said(Report report) {
        Map<String, String> said = new LinkedHashMap<>();
        report.lines().forEach(line -> said.put(line.id(), line.value()));
        return said;
    }

    private Answer correcting(
            Visit visit,
            String patient,
            int status,
            Report report,
            Map<String, String> values,
            Map<String, String> faults) {
        return page(visit, patient, status, "clinic/result/correct.jte", () -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("report", ReportView.of(report, List.of(), List.of(), dates()));
            parameters.put("values", values);
            parameters.put("faults", faults);
            return parameters;
        });
    }

    private Answer correct(Visit visit, String patient, String id) {
        requireEntering(visit);
        Report report = results.report(visit.caller(), patient, id);
        Map<String, NewReport.Value> changed = new LinkedHashMap<>();
        Map<String, String> faults = new LinkedHashMap<>();
        Map<String, String> typed = new LinkedHashMap<>();
        for (Report.Line line : report.lines()) {
            String value = visit.form().value(line.id());
            typed.put(line.id(), value);
            if (!value.strip().equals(line.value())) {
                Lab lab = labs.byLoinc(line.loinc())
                        .or(() -> labs.named(line.test()))
                        .orElse(null);
                Corrections.read(line, lab, value)
                        .ifPresentOrElse(
                                each -> changed.put(line.id(), each),
                                () -> faults.put(line.id(), Corrections.fault(lab, value)));
            }
        }
        if (faults.isEmpty() && changed.isEmpty()) {
            faults.put(report.lines().getFirst().id(), "Nothing is different.");
        }
        if (!faults.isEmpty()) {
            return correcting(visit, patient, 422, report, typed, faults);
        }
        results.correct(chart(visit, patient), id, version(visit.form()), changed);
        return Answer.redirect("/results/" + patient + "?done=corrected");
    }

    private static void requireEntering(Visit visit) {
        if (!Results.mayEnter(visit.caller())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    private static int version(Form form) {
        String typed = form.value("version");
        if (!typed.matches("[0-9]{1,9}")) {
            throw new Failed(new Failure.Malformed("value", "version", "This is not a number."));
        }
        return Integer.parseInt(typed);
    }

    private Answer page(Visit visit, String patient, int status, String template, Supplier<Map<String, Object>> more) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "results", Set.of(), false);
        return pages.page(visit, wanted, status, template, view -> more.get());
    }

    private List<ResultSeries> series(Visit visit, String patient) {
        return charts.chart(visit.caller(), patient, new ChartQuery(Set.of(ChartPart.RESULTS), ChartQuery.Depth.USUAL))
                .map(chart -> chart.results())
                .orElse(List.of());
    }

    private static Entries.Chart chart(Visit visit, String patient) {
        Subject subject = visit.session().account().subject();
        Author author = subject == null
                ? null
                : new Author(subject.toString(), visit.session().account().display());
        return new Entries.Chart(visit.caller(), patient, author);
    }

    private Dates dates() {
        return new Dates(clock.getZone());
    }

    private ZonedDateTime now() {
        return ZonedDateTime.now(clock);
    }
}
