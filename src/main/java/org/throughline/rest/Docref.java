package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import org.throughline.http.Parameter;

/**
 * References to a patient's documents, as US Core asks for them: those of a time of care, or else the current ones, the
 * latest first. Documents are not made on demand here, so a call for such only finds none.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/OperationDefinition-docref.html">$docref</a>
 */
final class Docref {
    static final String DEFINITION = "http://hl7.org/fhir/us/core/OperationDefinition/docref";
    private static final String TYPE = "DocumentReference";

    private final Search search;

    Docref(Search search) {
        this.search = search;
    }

    Reply docref(Call call) {
        Inputs inputs = Inputs.of(call);
        List<Parameter> asked = new ArrayList<>();
        asked.add(new Parameter("patient", inputs.required("patient")));
        inputs.text("start").ifPresent(start -> asked.add(new Parameter("period", "ge" + start)));
        inputs.text("end").ifPresent(end -> asked.add(new Parameter("period", "le" + end)));
        if (asked.size() == 1) {
            asked.add(new Parameter("status", "current"));
        }
        List<String> types = types(inputs);
        if (!types.isEmpty()) {
            asked.add(new Parameter("type", String.join(",", types)));
        }
        inputs.texts("profile").forEach(profile -> asked.add(new Parameter("_profile", profile)));
        if (inputs.flag("on-demand")) {
            asked.add(new Parameter("_id", "on-demand"));
        }
        asked.add(new Parameter("_sort", "-date"));
        return search.search(new Call(
                call.caller(),
                call.method(),
                call.target(),
                new Place.OfType(TYPE),
                asked,
                call.conditions(),
                call.prefer(),
                call.format(),
                call.content()));
    }

    private static List<String> types(Inputs inputs) {
        List<String> types = new ArrayList<>(inputs.texts("type"));
        inputs.complex("type")
                .map(Codings::asked)
                .ifPresent(type -> types.add((type.system() == null ? "" : type.system() + "|") + type.code()));
        return types;
    }
}
