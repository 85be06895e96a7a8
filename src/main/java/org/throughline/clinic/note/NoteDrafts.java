package org.throughline.clinic.note;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.throughline.care.entry.Entries;
import org.throughline.care.form.Template;
import org.throughline.care.note.Afterwards;
import org.throughline.care.note.Templates;
import org.throughline.http.Form;
import org.throughline.http.Parameter;
import org.throughline.ui.draft.Drafts;

/** Begins drafts of notes with what was typed into a signed one, to write it anew in another chart. */
public record NoteDrafts(Templates templates, Afterwards afterwards, Drafts drafts, RandomGenerator random) {

    /** The address of a new draft in a chart. */
    String fresh(String patient) {
        byte[] number = new byte[9];
        random.nextBytes(number);
        return NoteDesk.address(patient, HexFormat.of().formatHex(number));
    }

    /**
     * Begins a draft in another chart. What was pulled in from the chart of the note stays behind.
     *
     * @param chart of the note, and who reads it
     * @param to the id of the other patient
     * @param account whose draft it is
     * @return its address; empty when the note was not written with a template that is still there
     */
    public Optional<String> begin(Entries.Chart chart, String note, String to, long account) {
        String canonical = afterwards.template(chart, note);
        return templates.all(chart.caller()).stream()
                .filter(each -> each.canonical().equals(canonical))
                .findFirst()
                .map(template -> keep(chart, note, template, fresh(to), account));
    }

    private String keep(Entries.Chart chart, String note, Template template, String address, long account) {
        List<Parameter> fields = new ArrayList<>();
        fields.add(new Parameter("template", template.id()));
        fields.add(new Parameter("title", template.title()));
        afterwards
                .typed(chart, note, template)
                .forEach((key, values) -> values.forEach(value -> fields.add(new Parameter("f-" + key, value))));
        drafts.keep(account, address, 0, new Form(fields));
        return address;
    }
}
