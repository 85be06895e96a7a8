package org.throughline.network.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.summary.DocumentText;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.network.document.DocumentFiling;
import org.throughline.network.peer.Peer;
import org.throughline.record.Intent;

/**
 * What of a message goes into the chart of a patient of ours: resources of our own that name their source. Pure.
 *
 * @param patient the id of our Patient
 * @param houses the ids of our Organization and its sites, which treat the patient from now on
 */
record Filing(Peer from, String patient, List<String> houses, Instant now) {
    private static final String LOINC = "http://loinc.org";

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
                    request = documents().id("ServiceRequest", Parts.text(each, "id"));
                    intents.add(DocumentFiling.creation("ServiceRequest", request, request(request, each)));
                }
                case "Bundle" -> {
                    String document = documents().id("Bundle", Parts.text(each, "id"));
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

    private JsonObject request(String id, JsonObject theirs) {
        JsonObject.Builder request =
                JsonObject.builder().add("resourceType", "ServiceRequest").add("id", id);
        DocumentFiling.labels(theirs).ifPresent(meta -> request.add("meta", meta));
        request.add("identifier", JsonArray.of(documents().source("ServiceRequest", theirs)))
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
        return documents()
                .document(
                        id,
                        "Bundle",
                        told,
                        List.of(
                                new DocumentFiling.Content("text/plain;charset=utf-8", "Patient summary", base64(text)),
                                new DocumentFiling.Content("application/fhir+json", "Patient summary", base64(whole))));
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    /** A note that came back; its id in the chart, and what is written for it. */
    Filed note(JsonObject theirs) {
        String id = documents().id("DocumentReference", Parts.text(theirs, "id"));
        return new Filed("", List.of(id), documents().note(id, theirs));
    }

    private DocumentFiling documents() {
        return new DocumentFiling(from, patient, now);
    }
}
