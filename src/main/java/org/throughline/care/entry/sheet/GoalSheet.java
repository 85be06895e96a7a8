package org.throughline.care.entry.sheet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Elements;
import org.throughline.care.plan.Statuses;
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
                Field.choice("achieved", "Reached", Statuses.ACHIEVEMENT),
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
        String achieved = Concept.code(resource.object("achievementStatus"), Statuses.ACHIEVEMENTS);
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
                        note(resource))
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
        JsonObject judged = achieved.equals(read(resource).text("achieved"))
                ? told
                : achieved.equals("none")
                        ? told.without("achievementStatus")
                        : told.with("achievementStatus", Concept.of(Statuses.ACHIEVEMENTS, achieved, ""));
        String start = values.text("start");
        JsonObject begun = start.equals(Concept.text(resource, "startDate"))
                ? judged
                : Elements.setText(Elements.without(judged, "start"), "startDate", start);
        return withNote(withDue(begun, values.text("due")), values.text("note"));
    }

    /** Where the note of the form is: what somebody has said of how the goal stands has an author and a time, and is not of the form. */
    private static int place(JsonObject resource) {
        List<JsonObject> notes = resource.objects("note");
        for (int i = 0; i < notes.size(); i++) {
            JsonObject note = notes.get(i);
            if (!note.has("time") && !note.has("authorReference") && !note.has("authorString")) {
                return i;
            }
        }
        return -1;
    }

    private static String note(JsonObject resource) {
        int place = place(resource);
        return place < 0 ? "" : Concept.text(resource.objects("note").get(place), "text");
    }

    private static JsonObject withNote(JsonObject resource, String text) {
        if (text.equals(note(resource))) {
            return resource;
        }
        int place = place(resource);
        List<Json> notes = new ArrayList<>(resource.list("note"));
        JsonObject before = place < 0 ? JsonObject.EMPTY : (JsonObject) notes.remove(place);
        if (!text.isEmpty()) {
            notes.add(Math.max(0, place), before.with("text", new JsonString(text)));
        }
        return notes.isEmpty() ? resource.without("note") : resource.with("note", new JsonArray(notes));
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
