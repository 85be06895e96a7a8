package org.throughline.clinic.note;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.form.Field;
import org.throughline.care.form.Filled;
import org.throughline.care.form.Kind;
import org.throughline.care.form.Pulled;
import org.throughline.care.form.Section;
import org.throughline.care.form.Template;
import org.throughline.care.note.Chartbook;
import org.throughline.care.note.Note;
import org.throughline.care.note.Signing;
import org.throughline.care.note.Written;
import org.throughline.clinic.ChartPages;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.http.Parameter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;

/** Writing a note, at {@code /notes/PATIENT/write/NUMBER}: the number names the draft. */
final class Editor {
    private static final Set<ChartPart> BESIDE =
            Set.of(ChartPart.PROBLEMS, ChartPart.MEDICATIONS, ChartPart.RESULTS, ChartPart.VITALS);
    private static final String CONFIRMED = "confirmed";

    private final NoteDesk desk;

    Editor(NoteDesk desk) {
        this.desk = desk;
    }

    /** The note as it was left, or a new one. */
    Answer open(Visit visit, String patient, String number) {
        NoteDesk.requireWriter(visit);
        String address = NoteDesk.address(patient, number);
        Optional<Draft> draft = desk.draft(visit, address);
        if (draft.isEmpty()) {
            return begin(visit, patient, number);
        }
        Optional<Note> signed = desk.notes().signed(visit.caller(), number);
        if (signed.isPresent()) {
            desk.drafts().drop(NoteDesk.account(visit), address);
            return Answer.redirect("/notes/" + patient + "/" + signed.get().id());
        }
        String kept = new Dates(desk.clock().getZone()).moment(draft.get().saved());
        return page(
                visit,
                patient,
                200,
                new State(address, draft.get().form(), draft.get().revision(), kept, Map.of(), List.of()));
    }

    private Answer begin(Visit visit, String patient, String number) {
        Form form = visit.request().parameter("template").map(Editor::formOf).orElseThrow(NoteDesk::none);
        Template template = desk.templates().template(visit.caller(), form.value("template"));
        Form filled = new Beginning(desk).fill(visit, patient, template, form);
        State state = new State(NoteDesk.address(patient, number), filled, 0, "", Map.of(), List.of());
        return page(visit, patient, 200, state);
    }

    private static Form formOf(String template) {
        return new Form(List.of(new Parameter("template", template)));
    }

    /** Signs the note, or keeps it and works it out. */
    Answer take(Visit visit, String patient, String number) {
        NoteDesk.requireWriter(visit);
        Form form = visit.form();
        String address = NoteDesk.address(patient, number);
        Template template = desk.templates().template(visit.caller(), form.value("template"));
        Typed typed = Typed.of(template, form, today());
        Filled filled = Filled.of(template, typed.answers(), desk.terms());
        int revision = revision(form);
        if (!form.value("act").equals("sign")) {
            int kept = desk.drafts().keep(NoteDesk.account(visit), address, revision, Kept.of(form));
            return page(visit, patient, 200, new State(address, form, kept, "", typed.faults(), List.of()));
        }
        Entries.Chart chart = NoteDesk.chart(visit, patient);
        Signing.Said said = desk.signing().look(chart, filled);
        Map<String, String> faults = new HashMap<>(said.faults());
        faults.putAll(typed.faults());
        if (filled.isEmpty()) {
            faults.put(template.fields().findFirst().map(Field::key).orElse(""), "Nothing is written yet.");
        }
        List<String> open = said.questions().stream()
                .filter(question -> !form.values(CONFIRMED).contains(question))
                .toList();
        if (!faults.isEmpty() || !open.isEmpty()) {
            return page(visit, patient, 422, new State(address, form, revision, "", faults, said.questions()));
        }
        return sign(visit, chart, number, form, filled);
    }

    private Answer sign(Visit visit, Entries.Chart chart, String number, Form form, Filled filled) {
        String encounter = desk.visits()
                .encounter(visit.caller(), chart.patient())
                .map(each -> "Encounter/" + each.text("id"))
                .orElse("");
        Written written = new Written(number, filled, encounter, form.value("appends"), supervisor(visit, form));
        String id;
        try {
            id = desk.signing().sign(chart, written);
        } catch (Failed e) {
            Optional<Note> signed = e.failure() instanceof Failure.Conflict
                    ? desk.notes().signed(visit.caller(), number)
                    : Optional.empty();
            id = signed.orElseThrow(() -> e).id();
        }
        desk.drafts().drop(NoteDesk.account(visit), NoteDesk.address(chart.patient(), number));
        return Answer.redirect("/notes/" + chart.patient() + "/" + id + "?signed=1");
    }

    /** What changes in the form by what was typed, for {@code note.js}: which parts are hidden, and what is calculated. */
    Answer work(Visit visit) {
        NoteDesk.requireWriter(visit);
        Template template =
                desk.templates().template(visit.caller(), visit.form().value("template"));
        return TemplateScreen.worked(
                template,
                Filled.of(template, Typed.of(template, visit.form(), today()).answers(), desk.terms()));
    }

    /**
     * A note as it stands.
     *
     * @param revision of the draft; 0 when there is none
     */
    private record State(
            String address, Form form, int revision, String kept, Map<String, String> faults, List<String> questions) {}

    private Answer page(Visit visit, String patient, int status, State state) {
        Template template =
                desk.templates().template(visit.caller(), state.form().value("template"));
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "notes", BESIDE, false);
        return desk.chartPages()
                .page(
                        visit,
                        wanted,
                        status,
                        "clinic/note/editor.jte",
                        view -> Map.of("view", view(visit, patient, view.name(), template, state)));
    }

    private EditorView view(Visit visit, String patient, String name, Template template, State state) {
        Typed typed = Typed.of(template, state.form(), today());
        Filled filled = Filled.of(template, typed.answers(), desk.terms());
        List<Pulled> pulled =
                typed.answers().pulled().values().stream().flatMap(List::stream).toList();
        Map<Pulled, Chartbook.Found> found = desk.book().look(visit.caller(), patient, pulled);
        Dates dates = new Dates(desk.clock().getZone());
        Function<Field, EditorView.FieldView> fields = field -> new EditorView.FieldView(
                field,
                filled.hidden().contains(field.key()),
                typed.raw().getOrDefault(field.key(), List.of()),
                typed.answers().pulledTo(field.key()).stream()
                        .map(each -> PulledView.of(each, found.get(each), dates))
                        .toList(),
                field.kind() == Kind.SCORE ? TemplateScreen.score(filled, field) : "",
                state.faults().getOrDefault(field.key(), typed.faults().getOrDefault(field.key(), "")));
        List<EditorView.Part> parts = new ArrayList<>();
        for (Section section : template.sections()) {
            parts.add(new EditorView.Part(
                    section.key(),
                    section.title(),
                    filled.hidden().contains(section.key()),
                    section.fields().stream().map(fields).toList()));
        }
        return new EditorView(
                state.address(),
                template.id(),
                template.title(),
                name,
                new Visits(dates).words(desk.visits().encounter(visit.caller(), patient)),
                state.revision(),
                state.kept(),
                state.faults().size(),
                state.questions(),
                parts,
                Shelves.all(),
                supervisors(visit),
                state.form().value("supervisor"),
                state.form().value("appends"));
    }

    /** Who is asked to sign too: one of those who can be; empty for nobody. */
    private String supervisor(Visit visit, Form form) {
        String chosen = form.value("supervisor");
        return supervisors(visit).stream().anyMatch(each -> each.code().equals(chosen)) ? chosen : "";
    }

    /** Who can be asked to sign too: the other clinicians. */
    private List<Choice> supervisors(Visit visit) {
        Author author = NoteDesk.chart(visit, "").author();
        return desk.colleagues().get().stream()
                .filter(each -> author == null || !each.code().equals(author.reference()))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.now(desk.clock());
    }

    private static int revision(Form form) {
        try {
            String text = form.value("draft-revision");
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failed(new Failure.Malformed("value", "draft-revision", "This is not a number."));
        }
    }

    /** What of a form is kept as a draft. */
    private static final class Kept {
        private static final Set<String> ASIDE = Set.of("form-token", "draft-revision", "act", CONFIRMED);

        private Kept() {}

        static Form of(Form form) {
            return new Form(form.fields().stream()
                    .filter(field -> !ASIDE.contains(field.name()))
                    .toList());
        }
    }

    /** What {@code /} pulls in. */
    private static final class Shelves {
        private Shelves() {}

        static List<Choice> all() {
            List<Choice> all = new ArrayList<>();
            for (Chartbook.Shelf shelf : Chartbook.Shelf.values()) {
                all.add(new Choice(shelf.key(), shelf.title()));
            }
            all.add(new Choice("last", "The last note"));
            return all;
        }
    }
}
