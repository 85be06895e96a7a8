package org.throughline.clinic.medication;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.care.check.Checks;
import org.throughline.care.entry.Author;
import org.throughline.care.taking.Reconciliation;
import org.throughline.care.taking.TakenList;
import org.throughline.care.taking.TakingLine;
import org.throughline.care.taking.TakingReader;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * {@code /medications/PATIENT}: what the patient takes as far as is known, a row for each drug. What differs is answered, what
 * is taken besides is typed in one line each, and all of it is written down at once.
 */
public final class MedicationScreen implements Screen {
    private final TakingReader reader;
    private final Reconciliation reconciliation;
    private final TakingLine lines;
    private final ChartPages pages;
    private final Drafts drafts;
    private final Rewriting rewriting;
    private final Besides besides;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone all is shown */
    public MedicationScreen(
            TakingReader reader,
            Reconciliation reconciliation,
            TakingLine lines,
            ChartPages pages,
            Drafts drafts,
            Rewriting rewriting,
            Checks checks,
            Clock clock) {
        this.reader = reader;
        this.reconciliation = reconciliation;
        this.lines = lines;
        this.pages = pages;
        this.drafts = drafts;
        this.rewriting = rewriting;
        this.besides = new Besides(checks);
        this.clock = clock;
    }

    @Override
    public String what() {
        return "medications";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() != 2 || !Reconciliation.may(visit.caller())) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        if (visit.posts()) {
            visit.requireSame(patient);
            return post(visit, patient);
        }
        return pages.moved(visit, patient).orElseGet(() -> {
            Optional<Draft> draft = drafts.find(author(visit), address(patient));
            return page(
                    visit,
                    patient,
                    200,
                    new Typed(
                            new ReconcileForm(draft.map(Draft::form).orElse(Form.EMPTY)),
                            draft.isEmpty(),
                            "",
                            draft.map(Draft::revision).orElse(0)),
                    null);
        });
    }

    /**
     * What is typed so far.
     *
     * @param fresh whether nothing was
     * @param line in the field in which more is typed
     */
    private record Typed(ReconcileForm form, boolean fresh, String line, int revision) {}

    private Answer post(Visit visit, String patient) {
        Form form = visit.form();
        ReconcileForm typed = new ReconcileForm(form);
        String pick = form.value("pick");
        String line = pick.isEmpty() ? form.value("line").strip() : pick;
        if (!form.value("remove").isEmpty()) {
            return kept(visit, patient, typed.with(null, number(form.value("remove"))));
        }
        if (!pick.isEmpty()
                || form.value("act").equals("add")
                || (form.value("act").isEmpty() && !line.isEmpty())) {
            return lines.exact(line)
                    .map(each -> kept(visit, patient, typed.with(each.line(), -1)))
                    .orElseGet(() -> page(
                            visit,
                            patient,
                            200,
                            new Typed(typed, false, line, number(form.value("draft-revision"))),
                            null));
        }
        return switch (form.value("act")) {
            case "discard" -> {
                drafts.drop(author(visit), address(patient));
                yield Answer.redirect(address(patient));
            }
            case "done" -> done(visit, patient, typed);
            default -> kept(visit, patient, typed.with(null, -1));
        };
    }

    private Answer kept(Visit visit, String patient, ReconcileForm form) {
        int revision = drafts.find(author(visit), address(patient))
                .map(Draft::revision)
                .orElse(0);
        drafts.keep(author(visit), address(patient), revision, form.form());
        return Answer.redirect(address(patient));
    }

    private Answer done(Visit visit, String patient, ReconcileForm form) {
        Map<String, String> faults = new LinkedHashMap<>();
        Typed typed = new Typed(form, false, "", number(visit.form().value("draft-revision")));
        TakenList list = reader.list(visit.caller(), patient);
        Reconciliation.Outcome outcome = form.outcome(list, lines, faults);
        if (!faults.isEmpty()) {
            return page(visit, patient, 422, typed, new Told("", faults));
        }
        try {
            reconciliation.reconcile(EntryDesk.chart(visit, patient), outcome);
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Conflict)) {
                throw e;
            }
            return page(
                    visit,
                    patient,
                    409,
                    typed,
                    new Told(
                            "Nothing is written: the list has changed since you opened it. Your answers are kept; look at it"
                                    + " again.",
                            Map.of()));
        }
        drafts.drop(author(visit), address(patient));
        Map<String, String> rewritten = Reconciliation.mayStop(visit.caller()) ? form.rewritten(list) : Map.of();
        return rewritten.isEmpty()
                ? Answer.redirect("/patients/" + patient + "/medications?reconciled=1")
                : rewriting.rewrite(visit, patient, rewritten);
    }

    /** What must be said of what was sent. */
    private record Told(String notice, Map<String, String> faults) {}

    private Answer page(Visit visit, String patient, int status, Typed typed, @Nullable Told told) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "medications", Set.of(), false);
        return pages.page(visit, wanted, status, "clinic/medication/reconcile.jte", view -> {
            TakenList list = reader.list(visit.caller(), patient);
            String seen = typed.form().form().value("seen");
            String notice = told != null
                    ? told.notice()
                    : seen.isEmpty() || seen.equals(list.seen())
                            ? ""
                            : "The list has changed since you began. Your answers are kept.";
            Map<String, Object> parameters = new HashMap<>();
            parameters.put(
                    "list",
                    new ReconcileViews(
                                    new Dates(clock.getZone()),
                                    lines,
                                    Reconciliation.mayStop(visit.caller()),
                                    reader.fills(visit.caller(), patient, list),
                                    said(visit, patient, typed.form()),
                                    LocalDate.now(clock))
                            .view(
                                    list,
                                    typed.form(),
                                    typed.fresh(),
                                    typed.line(),
                                    typed.line().isEmpty() ? List.of() : lines.read(typed.line()),
                                    told == null ? Map.of() : told.faults(),
                                    notice,
                                    typed.revision()));
            return parameters;
        });
    }

    /** What speaks against what is typed besides; whoever is nobody in the record is told when it is written down. */
    private Map<String, List<Besides.Said>> said(Visit visit, String patient, ReconcileForm form) {
        Author by = EntryDesk.chart(visit, patient).author();
        return by == null
                ? Map.of()
                : besides.said(
                        visit.caller(),
                        patient,
                        by.reference(),
                        form.more().stream()
                                .flatMap(each -> lines.exact(each).stream())
                                .toList());
    }

    private static String address(String patient) {
        return "/medications/" + patient;
    }

    private static long author(Visit visit) {
        return visit.session().account().number();
    }

    private static int number(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failed(new Failure.Malformed("value", "medications", "This is not a number."));
        }
    }
}
