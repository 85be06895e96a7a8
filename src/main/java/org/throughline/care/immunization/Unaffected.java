package org.throughline.care.immunization;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.safety.patient.Condition;
import org.throughline.terminology.Coding;

/**
 * That a clinician said of a problem, whose code is not understood, that it does not affect immunity and is no reason
 * against live vaccines: an Observation whose value is the problem's codes. It holds of that patient and those codes, or the
 * same words where there is no code, until it is taken back.
 *
 * @param id of the Observation
 * @param name the problem, in words
 * @param by who said it
 * @param at when, as FHIR has it
 */
public record Unaffected(String id, int version, String name, List<Coding> codes, String by, String at) {
    static final String SYSTEM = "urn:throughline:code";
    static final String CODE = "no-effect-on-immunity";
    private static final Set<String> HOLDS = Set.of("final", "amended", "corrected");

    public Unaffected {
        codes = List.copyOf(codes);
    }

    /** Whether it was said of this problem. */
    boolean isOf(Condition condition) {
        return codes.isEmpty()
                ? condition.codes().isEmpty() && name.equalsIgnoreCase(condition.name())
                : condition.codes().stream().anyMatch(this::has);
    }

    private boolean has(Coding coding) {
        return codes.stream()
                .anyMatch(each ->
                        each.system().equals(coding.system()) && each.code().equals(coding.code()));
    }

    /** Whether a resource says so. */
    static boolean is(JsonObject resource) {
        return "Observation".equals(resource.text("resourceType"))
                && Parts.code(resource.object("code"), SYSTEM).equals(CODE);
    }

    static JsonObject resource(Entries.Chart chart, Condition condition, Instant now) {
        List<Json> codings = condition.codes().stream()
                .<Json>map(each -> Parts.coding(each.system(), each.code(), each.display()))
                .toList();
        JsonObject text = JsonObject.of("text", new JsonString(condition.name()));
        Author author = chart.author();
        return JsonObject.builder()
                .add("resourceType", "Observation")
                .add("status", "final")
                .add("code", Parts.concept(SYSTEM, CODE, "Does not affect immunity"))
                .add("subject", Parts.reference("Patient", chart.patient(), ""))
                .add("focus", JsonArray.of(Parts.reference("Condition", condition.id(), condition.name())))
                .add("effectiveDateTime", now.toString())
                .addIfPresent("performer", author == null ? null : JsonArray.of(author.json()))
                .add("valueCodeableConcept", codings.isEmpty() ? text : text.with("coding", new JsonArray(codings)))
                .build();
    }

    static Optional<Unaffected> read(JsonObject observation) {
        JsonObject value = observation.object("valueCodeableConcept");
        if (value == null || !HOLDS.contains(Parts.text(observation, "status"))) {
            return Optional.empty();
        }
        String version = Parts.text(observation.object("meta"), "versionId");
        return Optional.of(new Unaffected(
                Parts.text(observation, "id"),
                version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0,
                Parts.text(value, "text"),
                value.objects("coding").stream()
                        .map(each -> new Coding(
                                Parts.text(each, "system"), Parts.text(each, "code"), Parts.text(each, "display")))
                        .toList(),
                observation.objects("performer").stream()
                        .map(each -> Parts.text(each, "display"))
                        .findFirst()
                        .orElse(""),
                Parts.text(observation, "effectiveDateTime")));
    }
}
