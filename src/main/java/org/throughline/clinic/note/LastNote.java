package org.throughline.clinic.note;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.care.chart.Line;
import org.throughline.care.form.Pulled;
import org.throughline.care.note.Note;

/**
 * What can be carried forward from the last note of a patient: its fields, each as a reference to where the text stands. Text
 * that the last note itself carried forward is referred to where it was first written.
 */
record LastNote(NoteDesk desk) {

    Map<Pulled, Line> lines(Caller caller, String patient) {
        Map<Pulled, Line> lines = new LinkedHashMap<>();
        Optional<Note.Whole> last = desk.notes().last(caller, patient);
        if (last.isEmpty()) {
            return lines;
        }
        Note note = last.get().note();
        var found = desk.book().look(caller, patient, last.get().pulled());
        last.get().sections().stream()
                .flatMap(section -> section.fields().stream())
                .forEach(field -> {
                    String said = String.join("; ", field.texts());
                    if (said.length() > 0) {
                        lines.put(
                                new Pulled("QuestionnaireResponse", note.answers(), 1, field.key()),
                                new Line(field.label(), said, note.date(), ""));
                    }
                    field.pulled()
                            .forEach(each -> Optional.ofNullable(found.get(each))
                                    .ifPresent(pulled -> lines.put(each, pulled.line())));
                });
        return lines;
    }
}
