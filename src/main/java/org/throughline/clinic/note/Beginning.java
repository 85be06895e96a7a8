package org.throughline.clinic.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.throughline.care.form.Field;
import org.throughline.care.form.Template;
import org.throughline.http.Form;
import org.throughline.http.Parameter;
import org.throughline.ui.Visit;

/** What a new note begins with: what the template prefills from the chart and the visit. */
record Beginning(NoteDesk desk) {

    /** The form with what it begins with. */
    Form fill(Visit visit, String patient, Template template, Form form) {
        List<Parameter> fields = new ArrayList<>(form.fields());
        visit.request().parameter("appends").ifPresent(id -> fields.add(new Parameter("appends", id)));
        Map<String, String> values = desk.prefill()
                .values(visit.caller(), patient, template, desk.visits().encounter(visit.caller(), patient));
        template.fields()
                .map(Field::key)
                .filter(values::containsKey)
                .forEach(key -> fields.add(new Parameter("f-" + key, values.getOrDefault(key, ""))));
        return new Form(fields);
    }
}
