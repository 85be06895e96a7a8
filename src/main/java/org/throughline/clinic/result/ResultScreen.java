package org.throughline.clinic.result;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.chart.ChartQuery;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.ResultSeries;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.hold.HoldGate;
import org.throughline.care.hold.Holding;
import org.throughline.care.result.CultureEntry;
import org.throughline.care.result.Letters;
import org.throughline.care.result.Report;
import org.throughline.care.result.Results;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.Done;
import org.throughline.clinic.Whose;
import org.throughline.clinic.imaging.Beside;
import org.throughline.clinic.inbox.Team;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Subject;
import org.throughline.record.Copy;
import org.throughline.terminology.lab.Cultures;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Drafts;

/**
 * {@code /results/PATIENT}: what waits to be acknowledged, and all values by date, with those that other
 * organizations hold; {@code /results/PATIENT/new} the form of
 * a test that was done; {@code /results/PATIENT/REPORT} one report, {@code /results/PATIENT/REPORT/correct} the form that
 * corrects it.
 */
public final class ResultScreen implements Screen {
    private final Results results;
    private final Labs labs;
    private final ChartReader charts;
    private final ChartPages pages;
    private final Holding holding;
    private final CultureEntry cultureEntry;
    private final Letters letters;
    private final Function<Caller, String> practice;
    private final Team team;
    private final ReportActs acts;
    private final Supplier<List<Choice>> prescribers;
    private final Drafts drafts;
    private final Beside beside;
    private final Clock clock;

    /**
     * The screen.
     *
     * @param practice the name of the practice for a caller; empty when it has none
     * @param prescribers who can order a test that is done here
     * @param clock of the practice, in whose time zone all is shown
     */
    public ResultScreen(
            Results results,
            Labs labs,
            ChartReader charts,
            ChartPages pages,
            Holding holding,
            CultureEntry cultureEntry,
            Letters letters,
            Function<Caller, String> practice,
            Team team,
            Supplier<List<Choice>> prescribers,
            Drafts drafts,
            Beside beside,
            Clock clock) {
        this.results = results;
        this.labs = labs;
        this.charts = charts;
        this.pages = pages;
        this.holding = holding;
        this.cultureEntry = cultureEntry;
        this.letters = letters;
        this.practice = practice;
        this.team = team;
        this.acts = new ReportActs(results, holding, team, clock);
        this.prescribers = prescribers;
        this.drafts = drafts;
        this.beside = beside;
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
            requireEntering(visit);
            EntryPages entry = new EntryPages(results, labs, pages, prescribers, drafts, clock);
            Optional<EntryPages.Chosen> culture =
                    entry.chosen(visit, patient).filter(each -> CultureForm.isFor(each.panel()));
            if (culture.isPresent()) {
                String key = EntryPages.address(visit, patient);
                return visit.posts()
                        ? cultures().enter(visit, chart(visit, patient), culture.get(), key)
                        : cultures().blank(visit, patient, culture.get(), key);
            }
            return visit.posts() ? entry.enter(visit, chart(visit, patient)) : entry.blank(visit, patient);
        }
        if (path.size() == 3) {
            if (!visit.posts() && Copy.Origin.of(path.get(2)).isPresent()) {
                return theirs(visit, patient, path.get(2));
            }
            return visit.posts() ? act(visit, patient, path.get(2)) : report(visit, patient, path.get(2), 200, "");
        }
        if (path.size() == 4 && path.get(3).equals("correct")) {
            requireEntering(visit);
            return visit.posts()
                    ? corrections().correct(visit, chart(visit, patient), path.get(2), version(visit.form()))
                    : corrections().blank(visit, patient, path.get(2));
        }
        if (path.size() == 4 && path.get(3).equals("culture")) {
            requireEntering(visit);
            return visit.posts()
                    ? cultures().bringOn(visit, chart(visit, patient), path.get(2), version(visit.form()))
                    : cultures().present(visit, patient, path.get(2));
        }
        if (path.size() == 4 && path.get(3).equals("letter")) {
            return visit.posts()
                    ? letters().write(visit, chart(visit, patient), path.get(2), version(visit.form()))
                    : letters().blank(visit, patient, path.get(2));
        }
        return Answer.of(405);
    }

    private CulturePages cultures() {
        return new CulturePages(results, cultureEntry, labs, Cultures.shipped(), pages, drafts, clock);
    }

    private LetterPages letters() {
        return new LetterPages(results, letters, charts, pages, practice, clock);
    }

    private CorrectionPages corrections() {
        return new CorrectionPages(results, labs, pages, dates());
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
                    results.newest(Whose.reader(visit), patient, 20).stream()
                            .filter(each -> !each.waits())
                            .map(each -> ReportView.of(each, List.of(), List.of(), dates()))
                            .toList());
            parameters.put("orders", results.ordered(visit.caller(), patient));
            parameters.put("enters", Results.mayEnter(visit.caller()));
            parameters.put(
                    "held",
                    holding.of(visit.caller(), patient).stream()
                            .map(each -> HeldView.row(each, dates()))
                            .toList());
            parameters.put("toldFirst", holding.isToldFirst(visit.caller(), patient));
            parameters.put("chooses", visit.caller().may(Interaction.UPDATE, "Consent"));
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
                            case "held" -> "The patient does not see it until then.";
                            case "brought-on" -> "Saved. It waits again for whoever looked at it.";
                            case "released" -> "The patient sees it now.";
                            case "choice" -> "Noted for what comes from now on.";
                            case "corrected" -> "Corrected. It waits again for whoever looked at it.";
                            default -> "Done.";
                        },
                        ""));
    }

    /** A report that another organization holds, to read. */
    private Answer theirs(Visit visit, String patient, String id) {
        return page(visit, patient, 200, "clinic/result/theirs.jte", () -> {
            Report report = results.report(visit.caller().withOutside(), patient, id);
            return Map.of("report", ReportView.of(report, List.of(), series(visit, patient), dates()));
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
            parameters.put(
                    "culture",
                    Results.mayEnter(visit.caller())
                            && labs.named(report.title())
                                    .filter(CultureForm::isFor)
                                    .isPresent());
            parameters.put("acknowledges", Results.mayAcknowledge(visit.caller()));
            parameters.put("people", people());
            parameters.put(
                    "letters",
                    letters.of(visit.caller(), id).stream()
                            .map(each -> new Letters.Letter(each.id(), dates().time(each.written()), each.by()))
                            .toList());
            parameters.put("writes", Letters.mayWrite(visit.caller()));
            parameters.put("failure", failure);
            parameters.put("beside", beside.of(visit, patient, id));
            parameters.put("comment", visit.form().value("comment"));
            parameters.put(
                    "held",
                    HeldView.of(
                            report,
                            holding.of(visit.caller(), patient),
                            HoldGate.mayHold(visit.caller()),
                            visit.form(),
                            dates()));
            done(visit).ifPresent(done -> parameters.put("done", done));
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
            return Answer.redirect(
                    after(visit, patient, id, acts.act(chart(visit, patient), id, version, visit.form())));
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid || e.failure() instanceof Failure.Conflict) {
                int status = e.failure() instanceof Failure.Invalid ? 422 : 409;
                return report(visit, patient, id, status, e.failure().message());
            }
            throw e;
        }
    }

    private static String after(Visit visit, String patient, String id, String done) {
        if (done.equals("acknowledged") && visit.form().value("act").equals("letter")) {
            return "/results/" + patient + "/" + id + "/letter";
        }
        if (done.equals("held") || done.equals("released")) {
            return "/results/" + patient + "/" + id + "?done=" + done;
        }
        return visit.form().value("from").equals("inbox")
                ? "/inbox?done=" + (done.equals("acknowledged") ? "Acknowledged" : "Forwarded")
                : "/results/" + patient + "?done=" + done;
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
        return charts.chart(
                        Whose.reader(visit), patient, new ChartQuery(Set.of(ChartPart.RESULTS), ChartQuery.Depth.USUAL))
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
}
