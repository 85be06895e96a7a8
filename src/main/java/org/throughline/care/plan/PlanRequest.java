package org.throughline.care.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A change to what another organization holds, as it lies here until that organization has answered: a Task whose {@code focus} is
 * what is to be changed, where it is held, and whose {@code input} are the parts of the change. Pure.
 *
 * @param id empty for one that is not stored yet
 * @param patient the id of our Patient
 * @param home the Organization that holds it
 * @param focus the address of what is to be changed
 * @param words what is changed, for people
 * @param author who does it
 * @param why it was refused; empty for what was not
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 */
public record PlanRequest(
        String id,
        String patient,
        Author home,
        String focus,
        Map<String, String> parts,
        String words,
        Author author,
        Instant at,
        State state,
        String why) {
    /** The system of the code by which such a Task is known. */
    public static final String CODES = "urn:throughline:code";

    public static final String CODE = "plan-change";

    private static final int LONGEST_WORDS = 500;

    public PlanRequest {
        parts = Map.copyOf(parts);
    }

    /** How far it is. */
    public enum State {
        ON_ITS_WAY("requested"),
        TAKEN("completed"),
        REFUSED("rejected");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /** The status of the Task. */
        public String code() {
            return code;
        }
    }

    /** Whether a Task is one. */
    public static boolean isOne(JsonObject task) {
        return CODE.equals(Parts.code(task.object("code"), CODES));
    }

    /** Reads a Task that is one. */
    public static PlanRequest of(JsonObject task) {
        String status = Parts.text(task, "status");
        return new PlanRequest(
                Parts.text(task, "id"),
                Parts.idOf(task.object("for"), "Patient"),
                who(task.object("owner")),
                Parts.text(task.object("focus"), "reference"),
                parts(task),
                Parts.text(task, "description"),
                who(task.object("requester")),
                Parts.instant(task, "authoredOn").orElse(Instant.EPOCH),
                State.REFUSED.code.equals(status)
                        ? State.REFUSED
                        : State.TAKEN.code.equals(status) ? State.TAKEN : State.ON_ITS_WAY,
                Parts.words(task.object("statusReason")));
    }

    private static Author who(@Nullable JsonObject reference) {
        return new Author(Parts.text(reference, "reference"), Parts.text(reference, "display"));
    }

    private static Map<String, String> parts(JsonObject task) {
        Map<String, String> parts = new LinkedHashMap<>();
        task.objects("input")
                .forEach(each -> parts.putIfAbsent(Parts.words(each.object("type")), Parts.text(each, "valueString")));
        return parts;
    }

    /** The change; empty when it is none that is known here. */
    public Optional<Change> change() {
        return Change.Changes.of(parts);
    }

    /**
     * The Task.
     *
     * @param labels the labels of what is changed, which the change says something of; empty for none
     */
    public JsonObject json(List<JsonObject> labels) {
        List<Json> inputs = new ArrayList<>();
        parts.forEach((name, value) -> inputs.add(JsonObject.builder()
                .add("type", JsonObject.of("text", new JsonString(name)))
                .add("valueString", value)
                .build()));
        String time = at.truncatedTo(ChronoUnit.MILLIS).toString();
        return JsonObject.builder()
                .add("resourceType", "Task")
                .addIfPresent(
                        "meta", labels.isEmpty() ? null : JsonObject.of("security", new JsonArray(List.copyOf(labels))))
                .add("status", state.code)
                .add("intent", "proposal")
                .add("code", Parts.concept(CODES, CODE, "Change of a plan or team of another organization"))
                .add("description", words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words)
                .add("focus", JsonObject.of("reference", new JsonString(focus)))
                .add("for", Author.reference("Patient/" + patient, ""))
                .add("authoredOn", time)
                .add("lastModified", time)
                .add("requester", reference(author))
                .add("owner", home.json())
                .add("input", new JsonArray(inputs))
                .build();
    }

    private static JsonObject reference(Author author) {
        return author.reference().isEmpty()
                ? JsonObject.of("display", new JsonString(author.display()))
                : author.json();
    }

    /** The Task once the organization has answered. */
    public static JsonObject answered(JsonObject task, String why, Instant now) {
        JsonObject over = task.with("status", new JsonString((why.isEmpty() ? State.TAKEN : State.REFUSED).code))
                .with(
                        "lastModified",
                        new JsonString(now.truncatedTo(ChronoUnit.MILLIS).toString()));
        return why.isEmpty() ? over : over.with("statusReason", JsonObject.of("text", new JsonString(why)));
    }
}
