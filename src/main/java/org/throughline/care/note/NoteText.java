package org.throughline.care.note;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.throughline.care.form.Pulled;

/** A note as plain text, for readers outside: what was pulled in stands there by its name and value in one line. */
final class NoteText {
    private NoteText() {}

    static String of(List<Note.Part> sections, Function<Pulled, String> words) {
        StringBuilder text = new StringBuilder();
        for (Note.Part section : sections) {
            text.append(section.title().toUpperCase(Locale.ROOT)).append("\n\n");
            for (Note.Said field : section.fields()) {
                text.append(field.label()).append(":");
                String said = String.join("; ", field.texts());
                text.append(said.contains("\n") ? "\n" : said.isEmpty() ? "" : " ")
                        .append(said)
                        .append('\n');
                field.pulled()
                        .forEach(each ->
                                text.append("- ").append(words.apply(each)).append('\n'));
            }
            text.append('\n');
        }
        return text.toString().strip() + "\n";
    }
}
