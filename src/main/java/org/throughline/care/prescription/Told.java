package org.throughline.care.prescription;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What of a chart a pharmacy is told: what it needs to dispense safely to the right person and to ask back, and nothing more.
 * Pure.
 */
final class Told {
    private static final Set<String> OF_REQUEST = Set.of(
            "resourceType",
            "id",
            "status",
            "intent",
            "priority",
            "medicationCodeableConcept",
            "authoredOn",
            "dosageInstruction",
            "dispenseRequest",
            "substitution",
            "note");
    private static final Set<String> RECEIVED = Set.of(
            "resourceType",
            "id",
            "status",
            "priority",
            "medicationCodeableConcept",
            "authoredOn",
            "dosageInstruction",
            "dispenseRequest",
            "substitution",
            "note",
            "reasonCode");
    private static final Set<String> SOMEONE =
            Set.of("resourceType", "identifier", "name", "birthDate", "gender", "address", "telecom");
    private static final Set<String> OF_PERSON =
            Set.of("resourceType", "id", "name", "birthDate", "gender", "address", "telecom");
    private static final Set<String> OF_ORGANIZATION = Set.of("resourceType", "id", "name", "address", "telecom");

    private Told() {}

    /**
     * A prescription with its patient, prescriber and practice.
     *
     * @param asked the Task by which the pharmacy asked for it; null for none
     */
    static List<JsonObject> prescription(
            JsonObject request,
            JsonObject patient,
            JsonObject prescriber,
            JsonObject practice,
            @Nullable JsonObject asked) {
        JsonObject told =
                only(request, OF_REQUEST).with("subject", reference(patient)).with("requester", reference(prescriber));
        List<Json> reasons = new ArrayList<>();
        Prescription.of(request).reasons().forEach(each -> reasons.add(JsonObject.of("text", new JsonString(each))));
        if (!reasons.isEmpty()) {
            told = told.with("reasonCode", new JsonArray(reasons));
        }
        String prior = Parts.idOf(
                asked == null ? request.object("priorPrescription") : asked.object("focus"), "MedicationRequest");
        if (!prior.isEmpty()) {
            told = told.with("priorPrescription", Message.prescription(prior));
        }
        if (asked != null) {
            told = told.with("identifier", JsonArray.of(Message.identifier(Message.REQUEST, Asked.request(asked))));
        }
        return List.of(
                told,
                only(patient, OF_PERSON),
                npi(only(prescriber, OF_PERSON).without("birthDate").without("gender"), prescriber),
                npi(only(practice, OF_ORGANIZATION), practice));
    }

    private static JsonObject npi(JsonObject told, JsonObject of) {
        List<JsonObject> ids = of.objects("identifier").stream()
                .filter(each -> Party.NPI.equals(each.text("system")))
                .toList();
        return ids.isEmpty() ? told : told.with("identifier", new JsonArray(List.copyOf(ids)));
    }

    private static JsonObject reference(JsonObject to) {
        return JsonObject.of("reference", new JsonString(Parts.text(to, "resourceType") + "/" + Parts.text(to, "id")));
    }

    /** What a Task says of a prescription. */
    static JsonObject task(String id, Event event, String prescription, String status, String words, String request) {
        JsonObject.Builder task = JsonObject.builder()
                .add("resourceType", "Task")
                .add("id", id)
                .addIfPresent(
                        "identifier",
                        request.isEmpty() ? null : JsonArray.of(Message.identifier(Message.REQUEST, request)))
                .add("status", status)
                .add("intent", "order")
                .add("code", Parts.concept(Event.SYSTEM, event.code(), event.code()))
                .addIfPresent("description", words.isEmpty() ? null : words)
                .add("focus", Message.prescription(prescription));
        return task.build();
    }

    /** What of a prescription that has come is kept: what could have been told, and nothing else that somebody put into it. */
    static JsonObject received(JsonObject request) {
        return only(request, RECEIVED);
    }

    /** The same of a person or an organization. */
    static JsonObject someone(JsonObject resource) {
        return only(resource, SOMEONE);
    }

    static JsonObject only(JsonObject resource, Set<String> names) {
        JsonObject.Builder some = JsonObject.builder();
        for (int i = 0; i < resource.size(); i++) {
            if (names.contains(resource.nameAt(i))) {
                some.add(resource.nameAt(i), resource.valueAt(i));
            }
        }
        return some.build();
    }
}
