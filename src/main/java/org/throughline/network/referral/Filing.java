package org.throughline.network.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.referral.ReferralTask;
import org.throughline.care.summary.DocumentText;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.network.peer.Peer;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Target;

/**
 * What of a message goes into the chart of a patient of ours: resources of our own that name their source. Pure.
 *
 * @param patient the id of our Patient
 * @param houses the ids of our Organization and its sites, which treat the patient from now on
 */
record Filing(Peer from, String patient, List<String> houses, Instant now) {
    private static final String LOINC = "http://loinc.org";
    private static final String CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";

    /** What is written. */
    record Filed(String request, List<String> documents, List<Intent> intents) {
        Filed {
            documents = List.copyOf(documents);
            intents = List.copyOf(intents);
        }
    }

    /** The order and the summary of a referral. */
    Filed referral(List<JsonObject> resources) {
        List<Intent> intents = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        String request = "";
        for (JsonObject each : resources) {
            switch (Parts.text(each, "resourceType")) {
                case "ServiceRequest" -> {
                    request = id("ServiceRequest", Parts.text(each, "id"));
                    intents.add(creation("ServiceRequest", request, request(request, each)));
                }
                case "Bundle" -> {
                    String document = id("Bundle", Parts.text(each, "id"));
                    documents.add(document);
                    intents.addAll(summary(document, each));
                }
                default -> {
                    // who it is and why is in the Task and the ServiceRequest
                }
            }
        }
        return new Filed(request, documents, intents);
    }

    private static Intent creation(String type, String id, JsonObject resource) {
        return new Intent.Update(new Target.ById(type, id), () -> resource, new Precondition.Absent(), null);
    }

    /** The id here of something of theirs: the same each time. */
    private String id(String type, String theirs) {
        return UUID.nameUUIDFromBytes((from.number() + "/" + type + "/" + theirs + "/" + patient).getBytes(UTF_8))
                .toString();
    }

    private JsonObject request(String id, JsonObject theirs) {
        JsonObject.Builder request =
                JsonObject.builder().add("resourceType", "ServiceRequest").add("id", id);
        labels(theirs).ifPresent(meta -> request.add("meta", meta));
        request.add("identifier", JsonArray.of(source("ServiceRequest", theirs)))
                .add("status", "active")
                .add("intent", "filler-order");
        for (String name : List.of("category", "code", "priority", "occurrenceDateTime", "occurrencePeriod")) {
            request.addIfPresent(name, theirs.get(name));
        }
        List<Json> reasons = Stream.concat(
                        theirs.objects("reasonCode").stream(),
                        theirs.objects("reasonReference").stream()
                                .map(each -> JsonObject.of("text", new JsonString(Parts.text(each, "display"))))
                                .filter(each -> !Parts.words(each).isEmpty()))
                .<Json>map(each -> each)
                .toList();
        if (!houses.isEmpty()) {
            request.add(
                    "performer",
                    new JsonArray(houses.stream()
                            .<Json>map(each -> Parts.reference("Organization", each, ""))
                            .toList()));
        }
        return request.add("subject", Parts.reference("Patient", patient, ""))
                .addIfPresent("authoredOn", theirs.get("authoredOn"))
                .add(
                        "requester",
                        JsonObject.of(
                                "display",
                                new JsonString(Parts.text(theirs.object("requester"), "display") + ", " + from.name())))
                .addIfPresent("reasonCode", reasons.isEmpty() ? null : new JsonArray(reasons))
                .addIfPresent("note", notes(theirs))
                .build();
    }

    private static @Nullable JsonArray notes(JsonObject theirs) {
        List<Json> notes = theirs.objects("note").stream()
                .<Json>map(each -> JsonObject.of("text", new JsonString(Parts.text(each, "text"))))
                .toList();
        return notes.isEmpty() ? null : new JsonArray(notes);
    }

    /** What something is marked with there, it is marked with here. */
    private static Optional<JsonObject> labels(JsonObject theirs) {
        JsonObject meta = theirs.object("meta");
        return meta == null || meta.objects("security").isEmpty()
                ? Optional.empty()
                : Optional.of(JsonObject.of("security", new JsonArray(List.copyOf(meta.objects("security")))));
    }

    private JsonObject source(String type, JsonObject theirs) {
        return JsonObject.builder()
                .add("system", ReferralTask.NUMBERS)
                .add("value", from.fhir() + "/" + type + "/" + Parts.text(theirs, "id"))
                .build();
    }

    private List<Intent> summary(String id, JsonObject bundle) {
        byte[] text = DocumentText.text(DocumentText.of(bundle)).getBytes(UTF_8);
        byte[] whole = bundle.toString().getBytes(UTF_8);
        JsonObject type = JsonObject.builder()
                .add("coding", JsonArray.of(Parts.coding(LOINC, "60591-5", "Patient summary Document")))
                .add("text", "Patient summary")
                .build();
        JsonObject told = JsonObject.builder()
                .addIfPresent("meta", bundle.get("meta"))
                .add("id", Parts.text(bundle, "id"))
                .add("type", type)
                .add("description", "Summary that came with a referral")
                .build();
        return document(
                id,
                "Bundle",
                told,
                List.of(
                        new Content("text/plain;charset=utf-8", "Patient summary", base64(text)),
                        new Content("application/fhir+json", "Patient summary", base64(whole))));
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    private record Content(String mediaType, String title, String data) {}

    /** A note that came back; its id in the chart, and what is written for it. */
    Filed note(JsonObject theirs) {
        String id = id("DocumentReference", Parts.text(theirs, "id"));
        List<Content> contents = theirs.objects("content").stream()
                .flatMap(each -> Stream.ofNullable(each.object("attachment")))
                .filter(each -> !Parts.text(each, "data").isEmpty())
                .map(each -> new Content(
                        Parts.text(each, "contentType"), Parts.text(each, "title"), Parts.text(each, "data")))
                .toList();
        return new Filed("", List.of(id), document(id, "DocumentReference", theirs, contents));
    }

    private List<Intent> document(String id, String type, JsonObject told, List<Content> contents) {
        List<Intent> intents = new ArrayList<>();
        List<Json> attached = new ArrayList<>();
        for (Content content : contents) {
            String binary = UUID.nameUUIDFromBytes((id + "/" + attached.size()).getBytes(UTF_8))
                    .toString();
            intents.add(creation(
                    "Binary",
                    binary,
                    JsonObject.builder()
                            .add("resourceType", "Binary")
                            .add("id", binary)
                            .add("contentType", content.mediaType())
                            .add("securityContext", Parts.reference("Patient", patient, ""))
                            .add("data", content.data())
                            .build()));
            attached.add(JsonObject.of(
                    "attachment",
                    JsonObject.builder()
                            .add("contentType", content.mediaType())
                            .add("url", "Binary/" + binary)
                            .addIfPresent("title", content.title().isEmpty() ? null : content.title())
                            .build()));
        }
        JsonObject.Builder document =
                JsonObject.builder().add("resourceType", "DocumentReference").add("id", id);
        labels(told).ifPresent(meta -> document.add("meta", meta));
        List<Json> authors = new ArrayList<>(told.objects("author").stream()
                .<Json>map(each ->
                        JsonObject.of("display", new JsonString(Parts.text(each, "display") + ", " + from.name())))
                .toList());
        if (authors.isEmpty()) {
            authors.add(JsonObject.of("display", new JsonString(from.name())));
        }
        intents.add(creation(
                "DocumentReference",
                id,
                document.add("identifier", JsonArray.of(source(type, told)))
                        .add("status", "current")
                        .addIfPresent("type", told.get("type"))
                        .add("category", JsonArray.of(Parts.concept(CATEGORY, "clinical-note", "Clinical Note")))
                        .add("subject", Parts.reference("Patient", patient, ""))
                        .add("date", now.truncatedTo(ChronoUnit.SECONDS).toString())
                        .add("author", new JsonArray(authors))
                        .add("custodian", Parts.reference("Organization", from.organization(), from.name()))
                        .addIfPresent("description", told.get("description"))
                        .add("content", new JsonArray(attached))
                        .build()));
        return intents;
    }
}
