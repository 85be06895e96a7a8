package org.throughline.care.referral;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * The Task of a referral: {@code intent} tells who has it in hand ({@code order} at who asks, {@code filler-order} at who is
 * asked), {@code focus} is the ServiceRequest, {@code businessStatus} what has become of it, each step is a note. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 */
public final class ReferralTask {
    /** The system of its number, which both sides know it by. */
    public static final String NUMBERS = "urn:ietf:rfc:3986";

    /** The system of the code by which such a Task is known, which is {@link #CODE}. */
    public static final String CODES = "urn:throughline:code";

    public static final String CODE = "referral";
    private static final String STATES = "urn:throughline:referral-state";
    private static final String STEP = "urn:throughline:referral-step";
    private static final String ORDERED = "order";
    private static final String FILLING = "filler-order";
    private static final String ROLES = "urn:throughline:role";

    private ReferralTask() {}

    /** Whether a Task is of a referral. */
    public static boolean isOne(JsonObject task) {
        return CODE.equals(Parts.code(task.object("code"), CODES));
    }

    /** Whether a referral is one to us. */
    public static boolean isIncoming(JsonObject task) {
        return FILLING.equals(task.text("intent"));
    }

    /**
     * The Task of who asks.
     *
     * @param number of the referral: {@code urn:uuid:…}
     * @param order as others in the transaction refer to it
     * @param request the ServiceRequest
     */
    static JsonObject outgoing(String number, String order, JsonObject request, Course course, Instant now) {
        JsonObject.Builder task = begun(number, ORDERED, request, course, now)
                .add("focus", JsonObject.of("reference", new JsonString(order)))
                .add("for", orEmpty(request.object("subject")))
                .add("requester", orEmpty(request.object("requester")));
        request.objects("performer").stream().findFirst().ifPresent(to -> task.add("owner", to));
        return with(task.build(), course, now);
    }

    /**
     * The Task of who is asked.
     *
     * @param told the Task as the other side tells it
     * @param request the ServiceRequest as the other side has it
     * @param from the id of the Organization here that is the other side, and what it is called with who asks
     * @param who whom it is about, in words
     */
    public static JsonObject incoming(
            JsonObject told, JsonObject request, Destination from, String who, Course course, Instant now) {
        JsonObject task = begun(number(told), FILLING, request, course, now)
                .add(
                        "requester",
                        JsonObject.builder()
                                .add("reference", from.reference())
                                .add("display", from.name())
                                .build())
                .add("for", JsonObject.of("display", new JsonString(who)))
                .add("performerType", JsonArray.of(Parts.concept(ROLES, "physician", "Physician")))
                .build();
        return with(task, course, now);
    }

    private static JsonObject.Builder begun(
            String number, String intent, JsonObject request, Course course, Instant now) {
        String reasons = reasons(request);
        return JsonObject.builder()
                .add("resourceType", "Task")
                .add(
                        "identifier",
                        JsonArray.of(JsonObject.builder()
                                .add("system", NUMBERS)
                                .add("value", number)
                                .build()))
                .add("status", course.state().status())
                .add("intent", intent)
                .add(
                        "priority",
                        Parts.text(request, "priority").isEmpty() ? "routine" : Parts.text(request, "priority"))
                .add("code", Parts.concept(CODES, CODE, "Referral"))
                .add("description", shortened(Parts.words(request.object("code"))))
                .addIfPresent(
                        "reasonCode",
                        reasons.isEmpty() ? null : JsonObject.of("text", new JsonString(shortened(reasons))))
                .add("authoredOn", time(now));
    }

    private static String shortened(String text) {
        return text.length() > Step.LONGEST ? text.substring(0, Step.LONGEST) : text;
    }

    private static JsonObject orEmpty(@Nullable JsonObject object) {
        return object == null ? JsonObject.EMPTY : object;
    }

    /** Why, and what is asked: the reasons and notes of a ServiceRequest. */
    private static String reasons(JsonObject request) {
        return String.join(
                " · ",
                Stream.of(
                                request.objects("reasonCode").stream().map(Parts::words),
                                request.objects("reasonReference").stream().map(each -> Parts.text(each, "display")),
                                request.objects("note").stream().map(each -> Parts.text(each, "text")))
                        .flatMap(each -> each)
                        .filter(each -> !each.isEmpty() && !each.startsWith("To: "))
                        .toList());
    }

    /** The number of a referral; empty for none. */
    public static String number(JsonObject task) {
        return task.objects("identifier").stream()
                .filter(each -> NUMBERS.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    /** The Task with another course. */
    static JsonObject with(JsonObject task, Course course, Instant now) {
        State state = course.state();
        LocalDate day = state == State.SCHEDULED
                ? course.last(Move.SCHEDULED).map(Step::day).orElse(null)
                : null;
        JsonObject changed = task.with("status", new JsonString(state.status()))
                .with("businessStatus", Parts.concept(STATES, state.code(), state.words()))
                .with("lastModified", new JsonString(time(now)))
                .with("note", notes(task, course));
        return day == null
                ? changed.without("restriction")
                : changed.with(
                        "restriction", JsonObject.of("period", JsonObject.of("end", new JsonString(day.toString()))));
    }

    /** The steps, and what else was noted by who has it in hand. */
    private static JsonArray notes(JsonObject task, Course course) {
        List<Json> notes = new ArrayList<>(
                course.steps().stream().<Json>map(ReferralTask::note).toList());
        task.objects("note").stream()
                .filter(each -> Parts.extension(each, STEP) == null)
                .forEach(notes::add);
        return new JsonArray(notes);
    }

    /** The Task with what the other side tells of it: steps of its own, and a document that came of it; empty for none. */
    public static JsonObject merged(JsonObject task, List<Step> theirs, String document, Instant now) {
        Course course = course(task).with(theirs);
        JsonObject merged = with(task, course, now);
        return document.isEmpty() ? merged : reporting(merged, document);
    }

    /** The steps of a side that a Task tells of. */
    public static List<Step> steps(JsonObject task, Side side) {
        return course(task).steps().stream().filter(each -> each.side() == side).toList();
    }

    /**
     * The Task as the other side is told it: what is known of it here and is no business of others is left out.
     *
     * @param until the number of the last of our steps that is told
     */
    public static JsonObject told(JsonObject task, Side ours, int until) {
        JsonObject.Builder told = JsonObject.builder();
        for (String name : List.of(
                "resourceType",
                "id",
                "identifier",
                "status",
                "businessStatus",
                "intent",
                "priority",
                "code",
                "description",
                "reasonCode",
                "authoredOn",
                "lastModified")) {
            told.addIfPresent(name, task.get(name));
        }
        return told.add(
                        "note",
                        new JsonArray(steps(task, ours).stream()
                                .filter(each -> each.number() <= until)
                                .<Json>map(ReferralTask::note)
                                .toList()))
                .build();
    }

    private static JsonObject note(Step step) {
        String day = step.day() == null ? "" : " " + step.day();
        String words = step.move().words() + day + (step.words().isEmpty() ? "" : ": " + step.words());
        return JsonObject.builder()
                .add(
                        "extension",
                        JsonArray.of(JsonObject.builder()
                                .add("url", STEP)
                                .add(
                                        "valueString",
                                        step.number() + " " + step.move().name() + day)
                                .build()))
                .add("authorString", step.by())
                .add("time", step.at().truncatedTo(ChronoUnit.MILLIS).toString())
                .add("text", words)
                .build();
    }

    /** All steps that a Task tells of; what is no step is passed over. */
    public static Course course(JsonObject task) {
        return Course.of(task.objects("note").stream()
                .flatMap(each -> step(each).stream())
                .toList());
    }

    private static Optional<Step> step(JsonObject note) {
        try {
            JsonObject extension = Parts.extension(note, STEP);
            String[] parts = Parts.text(extension, "valueString").split(" ", -1);
            if (parts.length < 2 || parts.length > 3) {
                return Optional.empty();
            }
            Move move = Move.valueOf(parts[1]);
            String text = Parts.text(note, "text");
            int colon = text.indexOf(": ");
            return Optional.of(new Step(
                    move,
                    Integer.parseInt(parts[0]),
                    Instant.parse(Parts.text(note, "time")),
                    shortened(Parts.text(note, "authorString")),
                    colon < 0 ? "" : shortened(text.substring(colon + 2)),
                    parts.length == 3 ? LocalDate.parse(parts[2]) : null));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The Task about a patient of ours, with what is now in the chart. */
    public static JsonObject about(JsonObject task, String patient, String request, List<String> documents) {
        JsonObject known = task.with("for", Parts.reference("Patient", patient, ""))
                .with("focus", Parts.reference("ServiceRequest", request, ""));
        return documents.isEmpty() ? known : known.with("input", documents("Enclosed", documents));
    }

    /** The Task with one more document that came of it; the same once. */
    static JsonObject reporting(JsonObject task, String document) {
        Set<String> all = new java.util.LinkedHashSet<>(outputs(task));
        all.add(document);
        return task.with("output", documents("Consult note", List.copyOf(all)));
    }

    static List<String> outputs(JsonObject task) {
        return documents(task, "output");
    }

    static List<String> inputs(JsonObject task) {
        return documents(task, "input");
    }

    private static List<String> documents(JsonObject task, String member) {
        return task.objects(member).stream()
                .map(each -> Parts.idOf(each.object("valueReference"), "DocumentReference"))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static JsonArray documents(String type, List<String> ids) {
        List<Json> all = new ArrayList<>();
        for (String id : ids) {
            all.add(JsonObject.builder()
                    .add("type", JsonObject.of("text", new JsonString(type)))
                    .add("valueReference", Parts.reference("DocumentReference", id, ""))
                    .build());
        }
        return new JsonArray(all);
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
