package org.throughline.network.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * That a patient agreed that an organization gives their record to another, to be treated there.
 *
 * @param when they said so
 * @param until the last day on which it holds; null for until they take it back
 * @param before who heard it
 */
public record Agreement(Instant when, @Nullable LocalDate until, String before) {
    private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
    private static final String LOINC = "http://loinc.org";
    private static final String ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    private static final String ACTIONS = "http://terminology.hl7.org/CodeSystem/consentaction";
    private static final String COLLECT = "collect";

    JsonObject json() {
        JsonObject.Builder json =
                JsonObject.builder().add("when", when.toString()).add("before", before);
        if (until != null) {
            json.add("until", until.toString());
        }
        return json.build();
    }

    static Agreement read(JsonObject json) {
        try {
            String until = json.text("until");
            return new Agreement(
                    Instant.parse(String.valueOf(json.text("when"))),
                    until == null ? null : LocalDate.parse(until),
                    Optional.ofNullable(json.text("before")).orElse("somebody there"));
        } catch (DateTimeException e) {
            throw new Failed(new Failure.Malformed("value", "agreement", "When the patient agreed cannot be read."), e);
        }
    }

    /**
     * The Consent of this.
     *
     * @param patient the id of the Patient
     * @param by references to the Organizations with which it is recorded
     * @param to a reference to the Organization that may be given the record
     * @param title where it was recorded, in words
     */
    JsonObject consent(String patient, String by, String to, String title) {
        JsonObject.Builder period = JsonObject.builder().add("start", when.toString());
        if (until != null) {
            period.add("end", until.toString());
        }
        JsonObject provision = JsonObject.builder()
                .add("type", "permit")
                .add("period", period.build())
                .add(
                        "actor",
                        JsonArray.of(JsonObject.builder()
                                .add("role", coded(ROLE, "IRCP"))
                                .add("reference", reference(to))
                                .build()))
                .add("purpose", new JsonArray(List.of(coding(ACT_REASON, "TREAT"), coding(ACT_REASON, "ETREAT"))))
                .build();
        return JsonObject.builder()
                .add("resourceType", "Consent")
                .add("status", "active")
                .add("scope", coded(SCOPE, "patient-privacy"))
                .add("category", JsonArray.of(coded(LOINC, "59284-0")))
                .add("patient", reference("Patient/" + patient))
                .add("dateTime", when.toString())
                .add("performer", JsonArray.of(reference("Patient/" + patient)))
                .add("organization", JsonArray.of(reference(by)))
                .add(
                        "sourceAttachment",
                        JsonObject.builder().add("title", title).build())
                .add("policyRule", coded("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN"))
                .add("provision", provision)
                .build();
    }

    /**
     * The Consent by which a patient lets us get what another organization has. It says nothing of who may see that here.
     *
     * @param patient the id of the Patient
     * @param by a reference to the Organization that is to get it
     * @param from a reference to the Organization that has it
     * @param title where it was recorded, in words
     */
    JsonObject collecting(String patient, String by, String from, String title) {
        JsonObject consent = consent(patient, by, from, title);
        JsonObject provision = Objects.requireNonNull(consent.object("provision"))
                .with("action", JsonArray.of(coded(ACTIONS, COLLECT)))
                .with(
                        "actor",
                        JsonArray.of(JsonObject.builder()
                                .add("role", coded(ROLE, "CST"))
                                .add("reference", reference(from))
                                .build()))
                .with("purpose", JsonArray.of(coding(ACT_REASON, "TREAT")));
        return consent.with("provision", provision);
    }

    /** Whether a provision is about getting what others have. */
    static boolean collects(JsonObject provision) {
        return provision.objects("action").stream()
                .flatMap(action -> action.objects("coding").stream())
                .anyMatch(coding -> COLLECT.equals(coding.text("code")));
    }

    private static JsonObject coded(String system, String code) {
        return JsonObject.of("coding", JsonArray.of(coding(system, code)));
    }

    private static Json coding(String system, String code) {
        return JsonObject.builder().add("system", system).add("code", code).build();
    }

    private static JsonObject reference(String reference) {
        return JsonObject.builder().add("reference", reference).build();
    }
}
