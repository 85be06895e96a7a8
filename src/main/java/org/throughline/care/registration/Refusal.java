package org.throughline.care.registration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.access.Sensitivity;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * That a patient does not want somebody to see something: a Consent of the scope {@code patient-privacy} that permits all but
 * that. It holds from the moment it is saved, and ends by itself or by being revoked.
 *
 * @param actor who is not to see it: {@code Practitioner/1}, {@code Organization/2}, {@code RelatedPerson/3}
 * @param display that in words
 * @param kind of what: a code of {@link Sensitivity}; empty for everything
 * @param until the last day; empty for no end
 * @see <a href="https://hl7.org/fhir/R4/consent.html">Consent</a>
 */
public record Refusal(String actor, String display, String kind, String until) {
    private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    /** What is wrong with it, by field. */
    public Map<String, String> faults(String today) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (actor.isEmpty()) {
            faults.put("actor", "Say who is not to see it.");
        }
        if (!kind.isEmpty()
                && Stream.of(Sensitivity.values()).noneMatch(each -> each.name().equals(kind))) {
            faults.put("kind", "Choose one of these.");
        }
        if (!until.isEmpty() && until.compareTo(today) < 0) {
            faults.put("until", "This day is over.");
        }
        return faults;
    }

    JsonObject create(String patient, Instant now) {
        JsonObject.Builder deny = JsonObject.builder().add("type", "deny");
        if (!until.isEmpty()) {
            deny.add("period", JsonObject.of("end", new JsonString(until)));
        }
        deny.add(
                "actor",
                JsonArray.of(JsonObject.builder()
                        .add("role", concept(PARTICIPATION, "IRCP"))
                        .add(
                                "reference",
                                JsonObject.builder()
                                        .add("reference", actor)
                                        .add("display", display)
                                        .build())
                        .build()));
        if (!kind.isEmpty()) {
            deny.add(
                    "securityLabel",
                    JsonArray.of(JsonObject.builder()
                            .add("system", Sensitivity.SYSTEM)
                            .add("code", kind)
                            .build()));
        }
        return JsonObject.builder()
                .add("resourceType", "Consent")
                .add("status", "active")
                .add("scope", concept(SCOPE, "patient-privacy"))
                .add("category", JsonArray.of(concept("http://loinc.org", "59284-0")))
                .add("patient", JsonObject.of("reference", new JsonString("Patient/" + patient)))
                .add("dateTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("performer", JsonArray.of(JsonObject.of("reference", new JsonString("Patient/" + patient))))
                .add("policyRule", concept(Sensitivity.SYSTEM, "OPTIN"))
                .add(
                        "provision",
                        JsonObject.builder()
                                .add("type", "permit")
                                .add("provision", JsonArray.of(deny.build()))
                                .build())
                .build();
    }

    /** What a Consent says, when it says no more than this; empty for any other. */
    static Optional<Refusal> of(JsonObject consent) {
        JsonObject root = Objects.requireNonNullElse(consent.object("provision"), JsonObject.EMPTY);
        List<JsonObject> rules = root.objects("provision");
        if (!"permit".equals(root.text("type")) || root.size() != 2 || rules.size() != 1) {
            return Optional.empty();
        }
        JsonObject rule = rules.getFirst();
        List<JsonObject> actors = rule.objects("actor");
        List<JsonObject> labels = rule.objects("securityLabel");
        boolean known = Stream.of("type", "period", "actor", "securityLabel")
                        .filter(rule::has)
                        .count()
                == rule.size();
        if (!known || !"deny".equals(rule.text("type")) || actors.size() != 1 || labels.size() > 1) {
            return Optional.empty();
        }
        JsonObject reference = Objects.requireNonNullElse(actors.getFirst().object("reference"), JsonObject.EMPTY);
        JsonObject period = Objects.requireNonNullElse(rule.object("period"), JsonObject.EMPTY);
        return Optional.of(new Refusal(
                text(reference, "reference"),
                text(reference, "display"),
                labels.isEmpty() ? "" : text(labels.getFirst(), "code"),
                text(period, "end")));
    }

    private static JsonObject concept(String system, String code) {
        return JsonObject.of(
                "coding",
                JsonArray.of(JsonObject.builder()
                        .add("system", system)
                        .add("code", code)
                        .build()));
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
