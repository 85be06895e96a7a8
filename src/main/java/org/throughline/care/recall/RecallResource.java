package org.throughline.care.recall;

import static org.throughline.care.Parts.concept;
import static org.throughline.care.Parts.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;

/**
 * A rule as a PlanDefinition: its use contexts say for whom, its action what and how often. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/metadatatypes.html#UsageContext">UsageContext</a>
 */
final class RecallResource {
    static final String KIND = "urn:throughline:plan-kinds";
    static final String RECALL = "recall";
    private static final String CONTEXT = "http://terminology.hl7.org/CodeSystem/usage-context-type";
    private static final String GENDER = "http://hl7.org/fhir/administrative-gender";
    private static final String VISITS = "urn:throughline:visit-types";
    private static final String UCUM = "http://unitsofmeasure.org";

    private RecallResource() {}

    static JsonObject of(RecallRule rule) {
        List<Json> contexts = new ArrayList<>();
        if (rule.from() > 0 || rule.to() > 0) {
            JsonObject range = JsonObject.builder()
                    .addIfPresent("low", rule.from() > 0 ? years(rule.from()) : null)
                    .addIfPresent("high", rule.to() > 0 ? years(rule.to()) : null)
                    .build();
            contexts.add(context("age", "Age Range").with("valueRange", range));
        }
        if (!rule.gender().isEmpty()) {
            contexts.add(context("gender", "Gender")
                    .with("valueCodeableConcept", concept(GENDER, rule.gender(), rule.gender())));
        }
        if (!rule.problem().isEmpty()) {
            contexts.add(context("focus", "Clinical Focus").with("valueCodeableConcept", problem(rule)));
        }
        if (!rule.vaccine().isEmpty()) {
            contexts.add(context("program", "Program")
                    .with("valueCodeableConcept", concept(RecallRule.DUE, rule.vaccineCode(), rule.vaccine())));
        }
        JsonObject repeat = JsonObject.builder()
                .add("frequency", JsonNumber.of(1))
                .add("period", JsonNumber.of(rule.months()))
                .add("periodUnit", "mo")
                .build();
        JsonObject action = JsonObject.builder()
                .addIfPresent(
                        "code",
                        rule.type().isEmpty() ? null : JsonArray.of(concept(VISITS, rule.type(), rule.typeName())))
                .add("timingTiming", JsonObject.of("repeat", repeat))
                .build();
        return JsonObject.builder()
                .add("resourceType", "PlanDefinition")
                .add("title", rule.name())
                .add("type", concept(KIND, RECALL, "Recall"))
                .add("status", "active")
                .addIfPresent("useContext", contexts.isEmpty() ? null : new JsonArray(contexts))
                .add("action", JsonArray.of(action))
                .build();
    }

    private static JsonObject context(String code, String display) {
        return JsonObject.of("code", Parts.coding(CONTEXT, code, display));
    }

    private static JsonObject years(int years) {
        return JsonObject.builder()
                .add("value", JsonNumber.of(years))
                .add("unit", "years")
                .add("system", UCUM)
                .add("code", "a")
                .build();
    }

    private static JsonObject problem(RecallRule rule) {
        JsonArray codings = new JsonArray(rule.codes().stream()
                .<Json>map(coding -> Parts.coding(coding.system(), coding.code(), coding.display()))
                .toList());
        JsonObject text = JsonObject.of("text", new JsonString(rule.problem()));
        return rule.codes().isEmpty() ? text : text.with("coding", codings);
    }

    /** Reads a rule; null when it does not say how often. */
    static @Nullable RecallRule read(JsonObject plan, int version) {
        JsonObject action = plan.objects("action").stream().findFirst().orElse(JsonObject.EMPTY);
        JsonObject timing = action.object("timingTiming");
        JsonObject repeat = timing == null ? null : timing.object("repeat");
        int months = repeat == null ? 0 : number(repeat.get("period"));
        if (months == 0) {
            return null;
        }
        JsonObject type = action.objects("code").stream().findFirst().orElse(null);
        JsonObject range = value(plan, "age", "valueRange");
        JsonObject problem = value(plan, "focus", "valueCodeableConcept");
        return new RecallRule(
                text(plan, "id"),
                version,
                text(plan, "title"),
                Parts.code(type, VISITS),
                Parts.words(type),
                months,
                range == null ? 0 : years(range.object("low")),
                range == null ? 0 : years(range.object("high")),
                Parts.code(value(plan, "gender", "valueCodeableConcept"), GENDER),
                Parts.words(problem),
                problem == null
                        ? List.of()
                        : problem.objects("coding").stream()
                                .map(coding -> new Coding(
                                        text(coding, "system"), text(coding, "code"), text(coding, "display")))
                                .toList(),
                Parts.words(value(plan, "program", "valueCodeableConcept")));
    }

    private static @Nullable JsonObject value(JsonObject plan, String code, String element) {
        return plan.objects("useContext").stream()
                .filter(context -> code.equals(text(context.object("code"), "code")))
                .map(context -> context.object(element))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static int years(@Nullable JsonObject quantity) {
        return quantity == null ? 0 : number(quantity.get("value"));
    }

    private static int number(@Nullable Json value) {
        String digits = String.valueOf(value);
        return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 0;
    }
}
