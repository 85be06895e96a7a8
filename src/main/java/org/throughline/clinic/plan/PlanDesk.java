package org.throughline.clinic.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.sheet.Field;
import org.throughline.care.plan.By;
import org.throughline.care.plan.Change;
import org.throughline.care.plan.Homes;
import org.throughline.care.plan.PlanBoard;
import org.throughline.care.plan.PlanChanges;
import org.throughline.care.plan.PlanReader;
import org.throughline.care.plan.PlanRequest;
import org.throughline.clinic.Done;
import org.throughline.clinic.Whose;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Copy;
import org.throughline.record.Records;
import org.throughline.ui.Dates;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * What the section of the plan shows, and what is sent from its forms, below {@code /patients/ID/plan/}. What is ours is changed at
 * once; what another organization holds goes there as a message.
 */
public final class PlanDesk {
    /** What was not taken is said on the page for so long; it is among the tasks of whoever has sent it until that is done. */
    private static final Duration SAID = Duration.ofDays(7);

    private final PlanReader reader;
    private final PlanChanges changes;
    private final Homes homes;
    private final Drafts drafts;
    private final String base;
    private final Clock clock;

    /**
     * @param homes to whom goes what is done to plans of others
     * @param base the address of our API, by which our people are known in plans of others
     * @param clock of the practice, in whose time zone all is shown and typed
     */
    public PlanDesk(PlanReader reader, PlanChanges changes, Homes homes, Drafts drafts, String base, Clock clock) {
        this.reader = reader;
        this.changes = changes;
        this.homes = homes;
        this.drafts = drafts;
        this.base = base;
        this.clock = clock;
    }

    /** What the section shows. */
    public PlanView view(Visit visit, String patient) {
        Instant since = clock.instant().minus(SAID);
        return views(visit, patient)
                .view(
                        board(visit, patient),
                        homes.sent(visit.caller(), patient).stream()
                                .filter(each -> each.state() == PlanRequest.State.ON_ITS_WAY
                                        || each.at().isAfter(since))
                                .toList());
    }

    /** What goes on, in a few lines. */
    public PlanView.Brief brief(Visit visit, String patient) {
        return views(visit, patient, Map.of()).brief(reader.current(Whose.reader(visit), patient));
    }

    /** What has just been done, to be said once. */
    public Optional<Done> done(Visit visit) {
        return visit.request()
                .parameter("done")
                .map(what -> what.equals("sent") ? "It is on its way to the organization whose plan it is." : "Saved.")
                .map(words -> new Done(words, ""));
    }

    private PlanBoard board(Visit visit, String patient) {
        return reader.read(Whose.reader(visit), patient);
    }

    private PlanViews views(Visit visit, String patient) {
        return views(visit, patient, homes.of(patient));
    }

    private PlanViews views(Visit visit, String patient, Map<Integer, String> others) {
        Author author = EntryDesk.chart(visit, patient).author();
        return new PlanViews(
                visit.caller(),
                patient,
                others,
                author == null ? "" : base + "/" + author.reference(),
                new Dates(clock.getZone()),
                LocalDate.now(clock));
    }

    /**
     * A form, with what was typed into it and not sent.
     *
     * @param name whose chart it is, as buttons say it
     * @param which it is, as its address says it
     */
    public PlanForm open(Visit visit, String patient, String name, String which) {
        PlanForm form = new PlanForms(views(visit, patient), board(visit, patient), name).of(Which.parse(which));
        Optional<Draft> draft = drafts.find(author(visit), form.address());
        return draft.map(kept -> form.with(typed(form, kept.form()))
                        .drafted(kept.revision(), new Dates(clock.getZone()).moment(kept.saved())))
                .orElse(form);
    }

    private static Map<String, String> typed(PlanForm form, Form sent) {
        Map<String, String> typed = new HashMap<>(form.typed());
        form.fields().stream()
                .map(Field::name)
                .filter(sent::has)
                .forEach(each -> typed.put(each, sent.value(each).strip()));
        return typed;
    }

    /**
     * Takes what was sent.
     *
     * @param page makes the page with the form beside it, for a status and the form
     */
    public Answer take(
            Visit visit, String patient, String name, String which, BiFunction<Integer, PlanForm, Answer> page) {
        Which asked = Which.parse(which);
        PlanForms forms = new PlanForms(views(visit, patient), board(visit, patient), name);
        PlanForm form = forms.of(asked);
        PlanForm sent =
                form.with(typed(form, visit.form())).drafted(number(visit.form().value("draft-revision")), "");
        Map<String, String> faults = new LinkedHashMap<>();
        Change change = change(asked, forms, visit.form(), sent, faults);
        change.faults().forEach(faults::putIfAbsent);
        if (!faults.isEmpty()) {
            return page.apply(422, sent.wrong(faults, ""));
        }
        boolean elsewhere = Copy.Origin.of(asked.id()).isPresent();
        try {
            if (elsewhere) {
                send(visit, patient, asked, change, forms.subject(asked) + ": " + change.words());
            } else {
                apply(visit, patient, asked, change);
            }
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Conflict conflict -> page.apply(409, sent.wrong(Map.of(), conflict.message()));
                case Failure.Invalid invalid ->
                    page.apply(
                            422, sent.wrong(Map.of(invalid.issues().getFirst().element(), invalid.message()), ""));
                default -> throw e;
            };
        }
        drafts.drop(author(visit), form.address());
        return Answer.redirect(form.back() + "?done=" + (elsewhere ? "sent" : "saved"));
    }

    private void send(Visit visit, String patient, Which asked, Change change, String words) {
        homes.send(EntryDesk.chart(visit, patient), asked.id(), change, words);
    }

    private void apply(Visit visit, String patient, Which asked, Change change) {
        Entries.Chart chart = EntryDesk.chart(visit, patient);
        Author author = chart.author();
        changes.apply(
                new PlanChanges.Acting(chart.caller(), chart.caller()),
                patient,
                asked.id(),
                change,
                new By(
                        author == null ? "" : author.reference(),
                        author == null ? chart.caller().display() : author.display(),
                        "",
                        "",
                        clock.instant().atZone(clock.getZone())),
                Records.Company.NONE);
    }

    /** @param sent the form as it was typed */
    private Change change(Which asked, PlanForms forms, Form form, PlanForm sent, Map<String, String> faults) {
        String was = form.value("was");
        return switch (asked.what()) {
            case ADD ->
                new Change.Add(
                        sent.value("what"), performer(forms, sent.value("who"), faults), day("by", sent, faults));
            case STEP ->
                new Change.Step(
                        asked.activity(),
                        was,
                        form.has("status") ? form.value("status") : was,
                        form.value("text").strip());
            case AIM -> new Change.Aim(sent.value("what"), day("due", sent, faults));
            case REVIEW -> new Change.Review(sent.value("text"));
            case STANDING -> new Change.Standing(was, form.value("stands"), sent.value("text"));
            case JOIN -> new Change.Join(sent.value("role"));
            case LEAVE -> new Change.Leave();
        };
    }

    private static Change.Performer performer(PlanForms forms, String code, Map<String, String> faults) {
        if (code.isEmpty()) {
            return Change.Performer.NOBODY;
        }
        Optional<Choice> chosen = forms.performers().stream()
                .filter(each -> each.code().equals(code))
                .findFirst();
        if (chosen.isEmpty()) {
            faults.put("who", "Choose one of these.");
        }
        return chosen.map(each -> new Change.Performer(each.code(), each.words()))
                .orElse(Change.Performer.NOBODY);
    }

    private String day(String field, PlanForm sent, Map<String, String> faults) {
        String typed = sent.value(field);
        return typed.isEmpty()
                ? ""
                : TypedDate.read(typed, LocalDate.now(clock)).orElseGet(() -> {
                    faults.put(field, "Write a date as 14-Jul-2027, 14/7/27, or t+3m for in three months.");
                    return "";
                });
    }

    private static long author(Visit visit) {
        return visit.session().account().number();
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
