package org.throughline.clinic.note;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.chart.Line;
import org.throughline.care.entry.Entries;
import org.throughline.care.form.Pulled;
import org.throughline.care.form.ShippedTemplates;
import org.throughline.care.form.Template;
import org.throughline.care.note.Chartbook;
import org.throughline.care.note.Note;
import org.throughline.care.note.Notes;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.Done;
import org.throughline.http.Answer;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * Notes, below {@code /notes}: one's own unsigned ones; of a patient ({@code /notes/PATIENT}) the signed ones, {@code new} to
 * choose a template, {@code write/NUMBER} to write.
 */
public final class NoteScreen implements Screen {
    private final NoteDesk desk;
    private final Editor editor;
    private final OwnNotes own;
    private final SignedNote signed;
    private final Sending sending;

    public NoteScreen(NoteDesk desk) {
        this.desk = desk;
        this.editor = new Editor(desk);
        this.own = new OwnNotes(desk);
        this.signed = new SignedNote(desk);
        this.sending = new Sending(desk);
    }

    @Override
    public String what() {
        return "notes";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() == 1) {
            return visit.posts() ? Answer.of(405) : own.page(visit);
        }
        String patient = path.get(1);
        List<String> rest = path.subList(2, path.size());
        return visit.posts()
                ? post(visit, patient, rest)
                : desk.chartPages().moved(visit, patient).orElseGet(() -> get(visit, patient, rest));
    }

    private Answer get(Visit visit, String patient, List<String> rest) {
        if (rest.isEmpty()) {
            return list(visit, patient, "", SendView.Typed.NOTHING);
        }
        if (rest.size() == 2 && rest.getFirst().equals("write")) {
            return editor.open(visit, patient, rest.get(1));
        }
        if (rest.size() == 2 && rest.get(1).equals("pdf")) {
            return pdf(visit, patient, rest.getFirst());
        }
        if (rest.size() == 2) {
            return signed.get(visit, patient, rest.getFirst(), rest.get(1));
        }
        if (rest.size() > 2) {
            throw NoteDesk.none();
        }
        return switch (rest.getFirst()) {
            case "new" -> choose(visit, patient);
            case "pull" -> pull(visit, patient);
            default -> list(visit, patient, rest.getFirst(), SendView.Typed.NOTHING);
        };
    }

    private Answer post(Visit visit, String patient, List<String> rest) {
        visit.requireSame(patient);
        if (rest.size() == 2 && rest.getFirst().equals("write")) {
            return editor.take(visit, patient, rest.get(1));
        }
        if (rest.equals(List.of("work"))) {
            return editor.work(visit);
        }
        if (rest.size() == 2 && rest.get(1).equals("send")) {
            SendView.Typed typed = sending.send(visit, patient, rest.getFirst());
            return typed.failure().isEmpty()
                    ? Answer.redirect("/notes/" + patient + "/" + rest.getFirst() + "?sent=1")
                    : list(visit, patient, rest.getFirst(), typed);
        }
        return rest.size() == 2 ? signed.post(visit, patient, rest.getFirst(), rest.get(1)) : Answer.of(405);
    }

    /** The list with one note beside it: the one that is asked for, else the newest. */
    private Answer list(Visit visit, String patient, String id, SendView.Typed typed) {
        boolean all = visit.request().parameter("all").isPresent();
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "notes", Set.of(), false);
        int status = typed.failure().isEmpty() ? 200 : 422;
        return desk.chartPages().page(visit, wanted, status, "clinic/note/notes.jte", view -> {
            Notes.Listed listed = desk.notes().of(visit.caller(), patient, all);
            NoteViews views = views();
            String selected = id.isEmpty()
                    ? listed.notes().stream()
                            .filter(note -> note.appends().isEmpty())
                            .map(Note::id)
                            .findFirst()
                            .orElse("")
                    : id;
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put(
                    "rows",
                    listed.notes().stream()
                            .filter(note -> note.appends().isEmpty())
                            .map(note -> views.row(note, selected))
                            .toList());
            parameters.put("unread", listed.unread());
            parameters.put("writes", NoteDesk.writes(visit));
            if (!selected.isEmpty()) {
                NoteView note = note(visit, patient, selected, listed);
                parameters.put("note", note);
                parameters.put("sending", sending.view(visit, patient, note, typed));
                parameters.put("acts", acts(visit, patient, selected));
            }
            said(visit).ifPresent(done -> parameters.put("done", done));
            return parameters;
        });
    }

    private static Optional<Done> said(Visit visit) {
        return Stream.of(
                        Map.entry("signed", "Signed. It is in the chart."),
                        Map.entry("cosigned", "Cosigned."),
                        Map.entry("sent", "On its way."),
                        Map.entry("retracted", "Taken back. It stays in the history."))
                .filter(each -> visit.request().parameter(each.getKey()).isPresent())
                .map(each -> new Done(each.getValue(), ""))
                .findFirst();
    }

    private Answer pdf(Visit visit, String patient, String id) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(
                patient, "notes/" + id + "/pdf", Set.of(ChartPart.PROBLEMS, ChartPart.MEDICATIONS), false);
        return desk.chartPages().open(visit, wanted, view -> {
            NoteView note = note(visit, patient, id, desk.notes().of(visit.caller(), patient, true));
            byte[] pdf = new NotePaper(view, desk.practice().apply(visit.caller())).of(note);
            return Answer.of(200, "application/pdf", pdf)
                    .with("Content-Disposition", "inline; filename=\"note.pdf\"")
                    .with("Cache-Control", "no-store");
        });
    }

    private NoteView note(Visit visit, String patient, String id, Notes.Listed listed) {
        Note.Whole whole = desk.notes().whole(visit.caller(), patient, id);
        List<Note.Whole> addenda = listed.addenda(id).stream()
                .map(each -> desk.notes().whole(visit.caller(), patient, each.id()))
                .toList();
        List<Pulled> pulled = new ArrayList<>(whole.pulled());
        addenda.forEach(each -> pulled.addAll(each.pulled()));
        Map<Pulled, Chartbook.Found> found = desk.book().look(visit.caller(), patient, pulled);
        Optional<Note.Whole> before = whole.note().answers().isEmpty()
                ? Optional.empty()
                : desk.notes().before(visit.caller(), patient, whole.note());
        NoteViews views = views();
        return views.note(
                whole,
                found,
                before,
                addenda.stream()
                        .map(each -> views.note(each, found, Optional.empty(), List.of()))
                        .toList());
    }

    /** What the visitor can do with a note. */
    private NoteActs acts(Visit visit, String patient, String id) {
        Entries.Chart chart = NoteDesk.chart(visit, patient);
        return NoteDesk.writes(visit)
                ? new NoteActs(
                        true,
                        desk.afterwards().isAsked(chart, id),
                        desk.afterwards().made(chart, id))
                : new NoteActs(false, false, List.of());
    }

    private Answer choose(Visit visit, String patient) {
        NoteDesk.requireWriter(visit);
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "notes", Set.of(), false);
        return desk.chartPages()
                .page(
                        visit,
                        wanted,
                        200,
                        "clinic/note/choose.jte",
                        view -> Map.of("templates", offered(visit), "address", desk.fresh(patient)));
    }

    private List<Template> offered(Visit visit) {
        return desk.templates().active(visit.caller()).stream()
                .filter(template -> !template.url().equals(ShippedTemplates.ADDENDUM))
                .toList();
    }

    /** What can be pulled in, for {@code note.js}. */
    private Answer pull(Visit visit, String patient) {
        NoteDesk.requireWriter(visit);
        String what = visit.request().parameter("what").orElse("");
        Dates dates = new Dates(desk.clock().getZone());
        List<PulledView> lines = new ArrayList<>();
        Chartbook.Shelf shelf = Chartbook.Shelf.of(what);
        Map<Pulled, Line> found = shelf == null
                ? new LastNote(desk).lines(visit.caller(), patient)
                : desk.book().shelf(visit.caller(), patient, shelf);
        found.forEach((pulled, line) -> lines.add(PulledView.of(pulled, line, "", dates)));
        return desk.pages().page(200, "clinic/note/pull.jte", Map.of("lines", lines));
    }

    private NoteViews views() {
        return new NoteViews(new Dates(desk.clock().getZone()));
    }
}
