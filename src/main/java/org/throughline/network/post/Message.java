package org.throughline.network.post;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * A FHIR message, and the answer to one. Pure.
 *
 * @param id a UUID
 * @param resources what it says, first what it is about
 * @see <a href="https://hl7.org/fhir/R4/messageheader.html">MessageHeader</a>
 */
record Message(String id, Event event, List<JsonObject> resources) {
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
    private static final String URN = "urn:uuid:";

    Message {
        resources = List.copyOf(resources);
    }

    /**
     * As it is sent.
     *
     * @param from our address
     * @param to theirs
     */
    JsonObject bundle(String from, String to, Instant at) {
        List<Json> focus = new ArrayList<>();
        List<Json> entries = new ArrayList<>();
        for (JsonObject resource : resources) {
            String url = from + "/fhir/" + resource.text("resourceType") + "/" + resource.text("id");
            if (focus.isEmpty()) {
                focus.add(JsonObject.of("reference", new JsonString(url)));
            }
            entries.add(entry(url, resource));
        }
        JsonObject header = header(id, event, from)
                .add("destination", JsonArray.of(JsonObject.of("endpoint", new JsonString(to))))
                .add("focus", new JsonArray(focus))
                .build();
        entries.addFirst(entry(URN + header.text("id"), header));
        return bundle(id, at, entries);
    }

    private static JsonObject.Builder header(String of, Event event, String from) {
        return JsonObject.builder()
                .add("resourceType", "MessageHeader")
                .add(
                        "id",
                        UUID.nameUUIDFromBytes((of + "/header").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .toString())
                .add(
                        "eventCoding",
                        JsonObject.builder()
                                .add("system", Event.SYSTEM)
                                .add("code", event.code())
                                .build())
                .add("source", JsonObject.builder().add("endpoint", from).build());
    }

    private static JsonObject bundle(String id, Instant at, List<Json> entries) {
        return JsonObject.builder()
                .add("resourceType", "Bundle")
                .add("id", id)
                .add("type", "message")
                .add("timestamp", at.toString())
                .add("entry", new JsonArray(entries))
                .build();
    }

    private static JsonObject entry(String url, JsonObject resource) {
        return JsonObject.builder()
                .add("fullUrl", url)
                .add("resource", resource)
                .build();
    }

    /**
     * Reads what came.
     *
     * @throws Failed with {@link Failure.Malformed} when it is no message that is understood here
     */
    static Message read(JsonObject bundle) {
        List<JsonObject> resources = new ArrayList<>();
        for (JsonObject entry : bundle.objects("entry")) {
            JsonObject resource = entry.object("resource");
            if (resource != null) {
                resources.add(resource);
            }
        }
        String id = String.valueOf(bundle.text("id"));
        if (!"message".equals(bundle.text("type"))
                || resources.size() < 2
                || !"MessageHeader".equals(resources.getFirst().text("resourceType"))) {
            throw malformed("Bundle", "This is no message with a MessageHeader and what it is about.");
        }
        if (!UUIDS.matcher(id).matches()) {
            throw malformed("Bundle.id", "The id of a message is a UUID.");
        }
        JsonObject coding = resources.getFirst().object("eventCoding");
        String code = coding != null && Event.SYSTEM.equals(coding.text("system")) ? coding.text("code") : null;
        Event event = Event.of(String.valueOf(code))
                .orElseThrow(() -> malformed("MessageHeader.eventCoding", "This event is not known here."));
        return new Message(id, event, resources.subList(1, resources.size()));
    }

    private static Failed malformed(String where, String what) {
        return new Failed(new Failure.Malformed("value", where, what));
    }

    /** What became of a message, as the receiver says it. */
    enum Code {
        OK("ok"),
        /** It never will be taken. */
        FATAL("fatal-error"),
        /** It is to be sent again. */
        TRANSIENT("transient-error");

        private final String code;

        Code(String code) {
            this.code = code;
        }
    }

    /**
     * The answer to a message.
     *
     * @param why it was not taken; empty when it was
     */
    static JsonObject answer(String to, Event event, String from, Code code, String why, Instant at) {
        String id = UUID.nameUUIDFromBytes((to + code).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        List<Json> entries = new ArrayList<>();
        JsonObject.Builder response = JsonObject.builder().add("identifier", to).add("code", code.code);
        if (!why.isEmpty()) {
            String url = URN + UUID.nameUUIDFromBytes((id + "why").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            response.add("details", JsonObject.of("reference", new JsonString(url)));
            entries.add(entry(url, outcome(why)));
        }
        JsonObject header =
                header(id, event, from).add("response", response.build()).build();
        entries.addFirst(entry(URN + header.text("id"), header));
        return bundle(id, at, entries);
    }

    private static JsonObject outcome(String why) {
        return JsonObject.builder()
                .add("resourceType", "OperationOutcome")
                .add(
                        "issue",
                        JsonArray.of(JsonObject.builder()
                                .add("severity", "error")
                                .add("code", "processing")
                                .add("diagnostics", why)
                                .build()))
                .build();
    }

    /** What an answer says. */
    record Answer(Code code, String why) {}

    /** Reads an answer; one that is none is to be had again. */
    static Answer answer(JsonObject bundle, String to) {
        Answer answer = new Answer(Code.TRANSIENT, "It answered something else.");
        String why = "";
        for (JsonObject entry : bundle.objects("entry")) {
            JsonObject resource = entry.object("resource");
            JsonObject response = resource == null ? null : resource.object("response");
            if (response != null && to.equals(response.text("identifier"))) {
                for (Code code : Code.values()) {
                    answer = code.code.equals(response.text("code")) ? new Answer(code, "") : answer;
                }
            }
            if (resource != null && "OperationOutcome".equals(resource.text("resourceType"))) {
                why = resource.objects("issue").stream()
                        .map(issue -> String.valueOf(issue.text("diagnostics")))
                        .findFirst()
                        .orElse("");
            }
        }
        return answer.code() == Code.OK ? answer : new Answer(answer.code(), why.isEmpty() ? answer.why() : why);
    }
}
