package org.throughline.clinic.note;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.care.form.Pulled;
import org.throughline.care.note.Chartbook;
import org.throughline.care.note.Note;
import org.throughline.care.note.NoteStatus;
import org.throughline.care.note.Seal;
import org.throughline.ui.Dates;

/** Turns notes into words. Pure. */
record NoteViews(Dates dates) {

    NoteView.Row row(Note note, String selected) {
        return new NoteView.Row(
                note.id(),
                note.title(),
                note.author(),
                moment(note.date()),
                status(note),
                note.status() == NoteStatus.RETRACTED,
                note.id().equals(selected));
    }

    private String moment(String date) {
        try {
            return dates.moment(OffsetDateTime.parse(date).toInstant());
        } catch (DateTimeParseException e) {
            return dates.date(date);
        }
    }

    private static String status(Note note) {
        return switch (note.status()) {
            case SIGNED -> "";
            case TO_COSIGN -> "To be cosigned";
            case AMENDED -> "With an addendum";
            case RETRACTED -> "Entered in error";
        };
    }

    /**
     * A note with its addenda.
     *
     * @param found what was pulled in to it
     * @param before the note before it, with which it is compared; empty for none
     */
    NoteView note(
            Note.Whole whole, Map<Pulled, Chartbook.Found> found, Optional<Note.Whole> before, List<NoteView> addenda) {
        Note note = whole.note();
        Set<Pulled> known = before.map(each -> Set.copyOf(each.pulled())).orElse(Set.of());
        Map<String, List<String>> said = before.stream()
                .flatMap(each -> each.sections().stream())
                .flatMap(section -> section.fields().stream())
                .collect(Collectors.toMap(Note.Said::key, Note.Said::texts, (one, other) -> one));
        List<NoteView.Part> parts = whole.sections().stream()
                .map(section -> part(section, found, known, said))
                .toList();
        return new NoteView(
                note.id(),
                note.version(),
                note.title(),
                note.type(),
                note.author(),
                note.cosigner(),
                moment(note.date()),
                status(note),
                note.status(),
                note.retraction(),
                whole.seal() == Seal.State.BROKEN,
                whole.seal() == Seal.State.INTACT,
                parts,
                parts.isEmpty() ? whole.plain() : "",
                before.map(each -> moment(each.note().date())).orElse(""),
                addenda);
    }

    private NoteView.Part part(
            Note.Part section, Map<Pulled, Chartbook.Found> found, Set<Pulled> known, Map<String, List<String>> said) {
        List<NoteView.Said> fields = section.fields().stream()
                .map(field -> new NoteView.Said(
                        field.label(),
                        field.texts().stream().map(this::text).toList(),
                        !field.texts().isEmpty() && field.texts().equals(said.get(field.key())),
                        field.pulled().stream()
                                .map(each -> new NoteView.Pull(
                                        PulledView.of(each, found.get(each), dates),
                                        known.contains(each) || !each.field().isEmpty()))
                                .toList()))
                .toList();
        return new NoteView.Part(section.title(), fields);
    }

    /** Answers that are dates are shown as dates are. */
    private String text(String answer) {
        return answer.matches("\\d{4}-\\d{2}(-\\d{2})?") ? dates.date(answer) : answer;
    }

    String moment(Instant instant) {
        return dates.moment(instant);
    }
}
