package org.throughline.privacy.amendment;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Requests as Tasks.
 *
 * @see <a href="https://hl7.org/fhir/uv/patient-corrections/StructureDefinition-patient-correction-task.html">Patient
 *     Correction Task</a>
 */
final class Tasks {
    static final String REQUEST = "medRecCxReq";
    static final String DISAGREEMENT = "medRecCxDenialDisagree";
    static final String TYPES = "http://hl7.org/fhir/uv/patient-corrections/CodeSystem/PatientCorrectionTaskTypes";
    private static final String STATUSES =
            "http://hl7.org/fhir/uv/patient-corrections/CodeSystem/PatientCorrectionBusinessStatus";
    private static final String OUTPUTS =
            "http://hl7.org/fhir/uv/patient-corrections/CodeSystem/PatientCorrectionOutputTypes";
    private static final String OWN = "urn:throughline:code";
    private static final String SEEN = "requested-version";
    private static final String CORRECTED = "corrected-version";

    /** How long a practice has to decide. */
    static final Duration TIME = Duration.ofDays(60);

    private Tasks() {}

    /**
     * A request.
     *
     * @param focus what it is about: a reference with its display
     * @param version which version of that the patient saw: {@code Condition/1/_history/2}
     * @param labels the security labels of that
     */
    static JsonObject request(
            String patient,
            JsonObject requester,
            JsonObject focus,
            String version,
            List<JsonObject> labels,
            String text,
            Instant now) {
        return task(REQUEST, "Correction request", patient, requester, labels, text, now)
                .add("focus", focus)
                .add(
                        "input",
                        JsonArray.of(JsonObject.builder()
                                .add("type", concept(OWN, SEEN, "Version that the request is about"))
                                .add("valueString", version)
                                .build()))
                .add(
                        "executionPeriod",
                        JsonObject.builder()
                                .add("start", now.toString())
                                .add("end", now.plus(TIME).toString())
                                .build())
                .build();
    }

    /** What somebody says against the denial of a request. */
    static JsonObject disagreement(JsonObject request, JsonObject requester, String text, Instant now) {
        return task(DISAGREEMENT, "Disagreement", patient(request), requester, labels(request), text, now)
                .add("focus", Objects.requireNonNull(request.object("focus")))
                .add("reasonReference", reference("Task/" + request.text("id")))
                .build();
    }

    private static JsonObject.Builder task(
            String code,
            String display,
            String patient,
            JsonObject requester,
            List<JsonObject> labels,
            String text,
            Instant now) {
        return JsonObject.builder()
                .add("resourceType", "Task")
                .addIfPresent(
                        "meta", labels.isEmpty() ? null : JsonObject.of("security", new JsonArray(List.copyOf(labels))))
                .add("status", Stage.ASKED.task())
                .add("businessStatus", status(Stage.ASKED))
                .add("intent", "order")
                .add("code", concept(TYPES, code, display))
                .add("description", text)
                .add("for", reference("Patient/" + patient))
                .add("authoredOn", now.toString())
                .add("lastModified", now.toString())
                .add("requester", requester);
    }

    /** The Task as it is in another stage. */
    static JsonObject at(JsonObject task, Stage stage, Instant now) {
        return task.with("status", new JsonString(stage.task()))
                .with("businessStatus", status(stage))
                .with("lastModified", new JsonString(now.toString()));
    }

    /** A disagreement that is in the record, and perhaps answered. */
    static JsonObject logged(JsonObject task, String rebuttal, Instant now) {
        JsonObject logged = task.with("status", new JsonString("completed"))
                .with("businessStatus", status(rebuttal.isEmpty() ? Stage.DISPUTED : Stage.ANSWERED))
                .with("lastModified", new JsonString(now.toString()));
        return rebuttal.isEmpty() ? logged : decided(logged, rebuttal);
    }

    static JsonObject decided(JsonObject task, String decision) {
        return withOutput(task, concept(OUTPUTS, "medRecCxReqResolution", "Resolution"), decision);
    }

    static JsonObject corrected(JsonObject task, String version) {
        return withOutput(task, concept(OWN, CORRECTED, "Corrected version"), version);
    }

    private static JsonObject withOutput(JsonObject task, JsonObject type, String value) {
        List<Json> outputs = new ArrayList<>(task.list("output"));
        outputs.add(
                JsonObject.builder().add("type", type).add("valueString", value).build());
        return task.with("output", new JsonArray(outputs));
    }

    static JsonObject denied(JsonObject task, Basis basis) {
        return task.with(
                "statusReason",
                JsonObject.builder()
                        .add("coding", JsonArray.of(coding(OWN, basis.name(), basis.label())))
                        .add("text", basis.label())
                        .build());
    }

    /** The Task with another thirty days, and why. */
    static JsonObject delayed(JsonObject task, String why, String by, Instant now) {
        Instant asked = instant(task.text("authoredOn"));
        List<Json> notes = new ArrayList<>(task.list("note"));
        notes.add(JsonObject.builder()
                .add("authorString", by)
                .add("time", now.toString())
                .add("text", why)
                .build());
        return task.with(
                        "executionPeriod",
                        JsonObject.builder()
                                .add("start", asked.toString())
                                .add(
                                        "end",
                                        asked.plus(TIME)
                                                .plus(Duration.ofDays(30))
                                                .toString())
                                .build())
                .with("note", new JsonArray(notes))
                .with("lastModified", new JsonString(now.toString()));
    }

    /** What ties a corrected version to the request for it. */
    static JsonObject provenance(String version, String task, JsonObject agent, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "Provenance")
                .add("target", JsonArray.of(reference(version)))
                .add("recorded", now.toString())
                .add(
                        "reason",
                        JsonArray.of(JsonObject.of("text", new JsonString("Amendment that the patient asked for"))))
                .add("activity", concept("http://terminology.hl7.org/CodeSystem/v3-DataOperation", "UPDATE", "revise"))
                .add("agent", JsonArray.of(JsonObject.of("who", agent)))
                .add(
                        "entity",
                        JsonArray.of(JsonObject.builder()
                                .add("role", "source")
                                .add("what", reference("Task/" + task))
                                .build()))
                .build();
    }

    /** Reads requests, each with the disagreement that is among the same Tasks, in the order in which they come. */
    static List<Amendment> read(List<JsonObject> tasks) {
        Map<String, JsonObject> disagreements = tasks.stream()
                .filter(task -> is(task, DISAGREEMENT))
                .collect(Collectors.toMap(
                        task -> reference(task.object("reasonReference")), Function.identity(), (one, other) -> one));
        return tasks.stream()
                .filter(task -> is(task, REQUEST))
                .map(task -> amendment(task, disagreements.get("Task/" + task.text("id"))))
                .toList();
    }

    static boolean is(JsonObject task, String code) {
        JsonObject type = task.object("code");
        return type != null && type.objects("coding").stream().anyMatch(coding -> code.equals(coding.text("code")));
    }

    private static Amendment amendment(JsonObject task, @Nullable JsonObject disagreement) {
        JsonObject reason = task.object("statusReason");
        JsonObject period = Objects.requireNonNullElse(task.object("executionPeriod"), JsonObject.EMPTY);
        Instant asked = instant(task.text("authoredOn"));
        JsonObject focus = Objects.requireNonNullElse(task.object("focus"), JsonObject.EMPTY);
        return new Amendment(
                Items.or(task.text("id")),
                patient(task),
                display(task.object("requester")),
                Items.or(focus.text("reference")),
                Items.or(focus.text("display")),
                Items.or(task.text("description")),
                asked,
                period.text("end") == null ? asked.plus(TIME) : instant(period.text("end")),
                stage(task),
                task.objects("note").stream()
                        .map(note -> Items.or(note.text("text")))
                        .findFirst()
                        .orElse(""),
                reason == null ? "" : Items.or(reason.text("text")),
                output(task, "medRecCxReqResolution"),
                output(task, CORRECTED),
                disagreement == null ? "" : Items.or(disagreement.text("description")),
                disagreement != null && "completed".equals(disagreement.text("status")),
                disagreement == null ? "" : output(disagreement, "medRecCxReqResolution"));
    }

    static Stage stage(JsonObject task) {
        JsonObject status = task.object("businessStatus");
        return Stage.of(
                status == null
                        ? ""
                        : status.objects("coding").stream()
                                .map(coding -> Items.or(coding.text("code")))
                                .findFirst()
                                .orElse(""));
    }

    /** Which version a request is about: {@code Condition/1/_history/2}. */
    static String seen(JsonObject task) {
        return value(task.objects("input"), SEEN);
    }

    private static String output(JsonObject task, String type) {
        return value(task.objects("output"), type);
    }

    private static String value(List<JsonObject> values, String type) {
        return values.stream()
                .filter(output -> {
                    JsonObject concept = output.object("type");
                    return concept != null
                            && concept.objects("coding").stream().anyMatch(coding -> type.equals(coding.text("code")));
                })
                .map(output -> Items.or(output.text("valueString")))
                .findFirst()
                .orElse("");
    }

    static String patient(JsonObject task) {
        return reference(task.object("for")).replaceFirst("^.*Patient/", "");
    }

    /** The labels that a resource carries. */
    static List<JsonObject> labels(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        return meta == null ? List.of() : meta.objects("security");
    }

    private static String reference(@Nullable JsonObject reference) {
        return reference == null ? "" : Items.or(reference.text("reference"));
    }

    private static String display(@Nullable JsonObject reference) {
        return reference == null ? "" : Items.or(reference.text("display"));
    }

    private static Instant instant(@Nullable String text) {
        return text == null ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    }

    private static JsonObject status(Stage stage) {
        return concept(STATUSES, stage.business(), stage.business());
    }

    private static JsonObject concept(String system, String code, String display) {
        return JsonObject.of("coding", JsonArray.of(coding(system, code, display)));
    }

    private static JsonObject coding(String system, String code, String display) {
        return JsonObject.builder()
                .add("system", system)
                .add("code", code)
                .add("display", display)
                .build();
    }

    static JsonObject reference(String to) {
        return JsonObject.of("reference", new JsonString(to));
    }
}
