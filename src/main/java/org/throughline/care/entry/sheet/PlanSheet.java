package org.throughline.care.entry.sheet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Elements;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A plan of care.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-careplan.html">US Core CarePlan</a>
 */
record PlanSheet() implements Sheet {
    private static final String CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/careplan-category";
    private static final List<Choice> STATUSES = List.of(
            new Choice("active", "Under way"),
            new Choice("on-hold", "On hold"),
            new Choice("completed", "Completed"),
            new Choice("revoked", "Given up"));

    @Override
    public String key() {
        return "plans";
    }

    @Override
    public String noun() {
        return "plan";
    }

    @Override
    public String type() {
        return "CarePlan";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of(Field.Kind.TEXT, "title", "Plan for").needed("Say what the plan is for."),
                Field.of(Field.Kind.NOTE, "what", "What is to be done, in a few words"),
                Field.choice("status", "Status", STATUSES),
                Field.day(Field.Kind.DAY, "start", "From"),
                Field.day(Field.Kind.DAY, "end", "Until").hinted("t+3m · 14/7/27"));
    }

    @Override
    public Values blank() {
        return Values.of("status", "active");
    }

    @Override
    public Values read(JsonObject resource) {
        JsonObject period = resource.object("period");
        return Values.of(
                "title",
                Concept.text(resource, "title"),
                "what",
                Concept.text(resource, "description"),
                "status",
                Concept.text(resource, "status"),
                "start",
                period == null ? "" : Concept.text(period, "start"),
                "end",
                period == null ? "" : Concept.text(period, "end"));
    }

    @Override
    public JsonObject begun(String patient, @Nullable Author author, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "CarePlan")
                .add("intent", "plan")
                .add("category", JsonArray.of(Concept.of(CATEGORY, "assess-plan", "")))
                .add("subject", Author.reference("Patient/" + patient, ""))
                .addIfPresent("author", author == null ? null : author.json())
                .build();
    }

    @Override
    public JsonObject change(JsonObject resource, Values values) {
        JsonObject told = Elements.setText(
                Elements.setText(resource, "title", values.text("title")), "description", values.text("what"));
        return Elements.setPeriod(
                told.with("status", new JsonString(values.text("status"))), values.text("start"), values.text("end"));
    }
}
