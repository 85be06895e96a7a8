package org.throughline.care.entry.sheet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Elements;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What patient and clinic want to reach.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-goal.html">US Core Goal</a>
 */
record GoalSheet() implements Sheet {
    private static final List<Choice> STATUSES = List.of(
            new Choice("active", "Under way"),
            new Choice("proposed", "Proposed"),
            new Choice("planned", "Planned"),
            new Choice("on-hold", "On hold"),
            new Choice("completed", "Over"),
            new Choice("cancelled", "Given up"));
    private static final String ACHIEVEMENT = "http://terminology.hl7.org/CodeSystem/goal-achievement";
    private static final List<Choice> ACHIEVED = List.of(
            new Choice("none", "Not judged"),
            new Choice("improving", "Improving"),
            new Choice("no-change", "No change"),
            new Choice("worsening", "Worsening"),
            new Choice("achieved", "Reached"),
            new Choice("not-achieved", "Not reached"));

    @Override
    public String key() {
        return "goals";
    }

    @Override
    public String noun() {
        return "goal";
    }

    @Override
    public String type() {
        return "Goal";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of(Field.Kind.TEXT, "what", "Goal").needed("Say what is to be reached."),
                Field.choice("status", "Status", STATUSES),
                Field.choice("achieved", "Reached", ACHIEVED),
                Field.day(Field.Kind.PAST, "start", "Since"),
                Field.day(Field.Kind.DAY, "due", "By").hinted("t+3m · 14/7/27"),
                Field.of(Field.Kind.NOTE, "note", "Note"));
    }

    @Override
    public Values blank() {
        return Values.of("status", "active", "achieved", "none");
    }

    @Override
    public Values read(JsonObject resource) {
        String achieved = Concept.code(resource.object("achievementStatus"), ACHIEVEMENT);
        return Values.of(
                        "status",
                        Concept.text(resource, "lifecycleStatus"),
                        "achieved",
                        achieved.isEmpty() ? "none" : achieved,
                        "start",
                        Concept.text(resource, "startDate"),
                        "due",
                        due(resource),
                        "note",
                        Elements.note(resource))
                .with("what", Concept.of(resource.object("description")));
    }

    private static String due(JsonObject resource) {
        List<JsonObject> targets = resource.objects("target");
        return targets.isEmpty() ? "" : Concept.text(targets.getFirst(), "dueDate");
    }

    @Override
    public JsonObject begun(String patient, @Nullable Author author, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "Goal")
                .add("subject", Author.reference("Patient/" + patient, ""))
                .addIfPresent("expressedBy", author == null ? null : author.json())
                .build();
    }

    @Override
    public JsonObject change(JsonObject resource, Values values) {
        JsonObject told = Elements.setConcept(resource, "description", values.concept("what"))
                .with("lifecycleStatus", new JsonString(values.text("status")));
        String achieved = values.text("achieved");
        JsonObject judged = achieved.equals("none")
                ? told.without("achievementStatus")
                : told.with("achievementStatus", Concept.of(ACHIEVEMENT, achieved, ""));
        String start = values.text("start");
        JsonObject begun = start.equals(Concept.text(resource, "startDate"))
                ? judged
                : Elements.setText(Elements.without(judged, "start"), "startDate", start);
        return Elements.setNote(withDue(begun, values.text("due")), values.text("note"));
    }

    private static JsonObject withDue(JsonObject resource, String due) {
        if (due.equals(due(resource))) {
            return resource;
        }
        List<Json> targets = new ArrayList<>(resource.list("target"));
        JsonObject first = resource.objects("target").stream().findFirst().orElse(JsonObject.EMPTY);
        JsonObject changed = Elements.setText(Elements.without(first, "due"), "dueDate", due);
        if (!targets.isEmpty()) {
            targets.removeFirst();
        }
        if (changed.size() > 0) {
            targets.addFirst(changed);
        }
        return targets.isEmpty() ? resource.without("target") : resource.with("target", new JsonArray(targets));
    }
}
