package org.throughline.care.entry.sheet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Elements;
import org.throughline.fhir.json.JsonObject;

/**
 * Surgery and procedures that were done.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-procedure.html">US Core Procedure</a>
 */
record ProcedureSheet() implements Sheet {
    @Override
    public String key() {
        return "procedures";
    }

    @Override
    public String noun() {
        return "procedure";
    }

    @Override
    public String type() {
        return "Procedure";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of(Field.Kind.TEXT, "what", "Procedure").needed("Say what was done."),
                Field.day(Field.Kind.PAST, "when", "When"),
                Field.of(Field.Kind.NOTE, "note", "Note"));
    }

    @Override
    public Values read(JsonObject resource) {
        return Values.of("when", Concept.text(resource, "performedDateTime"), "note", Elements.note(resource))
                .with("what", Concept.of(resource.object("code")));
    }

    @Override
    public JsonObject begun(String patient, @Nullable Author author, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "Procedure")
                .add("status", "completed")
                .add("subject", Author.reference("Patient/" + patient, ""))
                .addIfPresent("recorder", author == null ? null : author.json())
                .build();
    }

    @Override
    public JsonObject change(JsonObject resource, Values values) {
        JsonObject named = Elements.setConcept(resource, "code", values.concept("what"));
        return Elements.setNote(Elements.setDate(named, "performed", values.text("when")), values.text("note"));
    }
}
