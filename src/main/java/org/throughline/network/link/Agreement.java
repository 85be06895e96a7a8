package org.throughline.network.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Sensitivity;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * That a patient agreed that an organization gives their record to another, to be treated there.
 *
 * @param when they said so
 * @param until the last day on which it holds; null for until they take it back
 * @param before who heard it
 * @param names kinds of sensitive information that the patient has named in writing ({@link Sensitivity}): what the law lets go only so
 */
public record Agreement(Instant when, @Nullable LocalDate until, String before, Set<String> names) {
    private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
    private static final String LOINC = "http://loinc.org";
    private static final String ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    private static final String ACTIONS = "http://terminology.hl7.org/CodeSystem/consentaction";
    private static final String COLLECT = "collect";

    public Agreement {
        names = Set.copyOf(names);
    }

    JsonObject json() {
        JsonObject.Builder json =
                JsonObject.builder().add("when", when.toString()).add("before", before);
        if (until != null) {
            json.add("until", until.toString());
        }
        if (!names.isEmpty()) {
            json.add(
                    "names",
                    new JsonArray(
                            labels().map(each -> (Json) new JsonString(each)).toList()));
        }
        return json.build();
    }

    static Agreement read(JsonObject json) {
        try {
            String until = json.text("until");
            return new Agreement(
                    Instant.parse(String.valueOf(json.text("when"))),
                    until == null ? null : LocalDate.parse(until),
                    Optional.ofNullable(json.text("before")).orElse("somebody there"),
                    known(json));
        } catch (DateTimeException e) {
            throw new Failed(new Failure.Malformed("value", "agreement", "When the patient agreed cannot be read."), e);
        }
    }

    /** Those of the kinds that are known here: another one is named in vain. */
    private static Set<String> known(JsonObject json) {
        return Arrays.stream(Sensitivity.values())
                .map(Enum::name)
                .filter(each -> json.list("names").contains(new JsonString(each)))
                .collect(Collectors.toSet());
    }

    private Stream<String> labels() {
        return names.stream().sorted();
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
        JsonObject.Builder provision = JsonObject.builder()
                .add("type", "permit")
                .add("period", period.build())
                .add(
                        "actor",
                        JsonArray.of(JsonObject.builder()
                                .add("role", coded(ROLE, "IRCP"))
                                .add("reference", reference(to))
                                .build()))
                .add("purpose", new JsonArray(List.of(coding(ACT_REASON, "TREAT"), coding(ACT_REASON, "ETREAT"))));
        if (!names.isEmpty()) {
            // Changes nothing of what is permitted but that it is said in so many words: see Provision.release.
            provision.add(
                    "provision",
                    JsonArray.of(JsonObject.builder()
                            .add("type", "permit")
                            .add(
                                    "securityLabel",
                                    new JsonArray(labels().map(each -> coding(Sensitivity.SYSTEM, each))
                                            .toList()))
                            .build()));
        }
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
                .add("provision", provision.build())
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

    /** The kinds of sensitive information that a provision, or a permission within it, names. */
    static Set<String> named(JsonObject provision) {
        return Stream.concat(Stream.of(provision), provision.objects("provision").stream())
                .filter(each -> "permit".equals(each.text("type")))
                .flatMap(each -> each.objects("securityLabel").stream())
                .flatMap(each -> Stream.ofNullable(each.text("code")))
                .collect(Collectors.toSet());
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
