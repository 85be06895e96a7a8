package org.throughline.care.same;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** Reads the labelled sets, and makes of their short forms the resources that records would hold. */
public final class LabelledSets {
    private static final Pattern CODE = Pattern.compile("^\\[(\\w+) ([^\\]]+)\\] ?");
    private static final Map<String, String> SYSTEMS = Map.of(
            "rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm",
            "ndc", "http://hl7.org/fhir/sid/ndc",
            "snomed", "http://snomed.info/sct",
            "icd10", "http://hl7.org/fhir/sid/icd-10-cm",
            "cvx", "http://hl7.org/fhir/sid/cvx");
    private static final Map<String, String> ROUTES = Map.of(
            "oral", "26643006",
            "nasal", "46713006",
            "subcutaneous", "34206005",
            "intravenous", "47625008",
            "intramuscular", "78421000",
            "vaginal", "16857009");
    private static final Map<String, String> WAYS = Map.of(
            "sublingual",
            "under the tongue",
            "eye",
            "in the eye",
            "ear",
            "in the ear",
            "inhaled",
            "inhaled",
            "transdermal",
            "through the skin");

    private LabelledSets() {}

    /** A pair: what it is, and the columns. */
    public record Pair(int number, List<String> columns) {
        public String is() {
            return columns.getFirst();
        }

        public boolean odd() {
            return number % 2 == 1;
        }

        @Override
        public String toString() {
            return number + ": " + String.join(" | ", columns);
        }
    }

    public static List<Pair> read(String file) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LabelledSets.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
            List<String> lines =
                    in.lines().filter(each -> !each.startsWith("#")).skip(1).toList();
            List<Pair> pairs = new ArrayList<>();
            for (String line : lines) {
                pairs.add(new Pair(pairs.size() + 1, List.of(line.split("\t", -1))));
            }
            return pairs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonObject concept(String text) {
        String rest = text;
        List<Json> codings = new ArrayList<>();
        for (Matcher code = CODE.matcher(rest); code.find(); code = CODE.matcher(rest)) {
            rest = rest.substring(code.end());
            codings.add(JsonObject.builder()
                    .add("system", Objects.requireNonNull(SYSTEMS.get(code.group(1))))
                    .add("code", code.group(2))
                    .build());
        }
        JsonObject.Builder concept = JsonObject.builder();
        if (!codings.isEmpty()) {
            concept.add("coding", new JsonArray(codings));
        }
        return rest.isBlank() ? concept.build() : concept.add("text", rest).build();
    }

    private static JsonObject status(String code) {
        return JsonObject.of("coding", JsonArray.of(JsonObject.of("code", new JsonString(code))));
    }

    private static List<String> parts(String how, int most) {
        List<String> parts = new ArrayList<>(
                List.of(how.split(";", -1)).stream().map(String::strip).toList());
        while (parts.size() < most) {
            parts.add("");
        }
        return parts;
    }

    public static JsonObject drug(String drug, String how, String state) {
        return JsonObject.builder()
                .add("resourceType", "MedicationRequest")
                .add("id", "x")
                .add("meta", JsonObject.of("versionId", new JsonString("1")))
                .add("status", state)
                .add("intent", "order")
                .add("authoredOn", "2026-11-25")
                .add("medicationCodeableConcept", concept(drug))
                .add("dosageInstruction", JsonArray.of(dosage(how)))
                .build();
    }

    private static JsonObject dosage(String how) {
        if (!how.startsWith("=")) {
            return JsonObject.of("text", new JsonString(how));
        }
        List<String> parts = parts(how.substring(1), 5);
        List<String> dose = List.of(parts.getFirst().split(" ", -1));
        boolean measured = List.of("mg", "g", "ug", "mL", "meq", "[iU]").contains(dose.get(1));
        JsonObject.Builder quantity = JsonObject.builder()
                .add("value", new JsonNumber(new BigDecimal(dose.get(0)).toPlainString()))
                .add("unit", dose.get(1));
        if (measured) {
            quantity.add("system", "http://unitsofmeasure.org").add("code", dose.get(1));
        }
        Matcher rate = Pattern.compile("(\\d+)/(\\d+)(h|d|wk)").matcher(parts.get(2));
        if (!rate.matches()) {
            throw new IllegalArgumentException(how);
        }
        JsonObject.Builder repeat = JsonObject.builder()
                .add("frequency", new JsonNumber(rate.group(1)))
                .add("period", new JsonNumber(rate.group(2)))
                .add("periodUnit", rate.group(3));
        if (!parts.get(4).isEmpty()) {
            repeat.add(
                    "boundsDuration",
                    JsonObject.builder()
                            .add("value", new JsonNumber(parts.get(4).replace("d", "")))
                            .add("code", "d")
                            .build());
        }
        JsonObject.Builder dosage = JsonObject.builder()
                .add("timing", JsonObject.of("repeat", repeat.build()))
                .add("route", route(parts.get(1)))
                .add("doseAndRate", JsonArray.of(JsonObject.of("doseQuantity", quantity.build())));
        if (parts.get(3).equals("prn")) {
            dosage.add("asNeededBoolean", JsonBoolean.TRUE);
        }
        return dosage.build();
    }

    private static JsonObject route(String word) {
        String code = ROUTES.get(word);
        return code == null
                ? JsonObject.of("text", new JsonString(Objects.requireNonNull(WAYS.get(word), word)))
                : concept("[snomed " + code + "]");
    }

    public static JsonObject allergy(String substance, String how) {
        List<String> parts = parts(how, 5);
        JsonObject.Builder allergy = JsonObject.builder()
                .add("resourceType", "AllergyIntolerance")
                .add("code", concept(substance))
                .add(parts.get(4).equals("refuted") ? "verificationStatus" : "clinicalStatus", status(parts.get(4)));
        if (!parts.get(0).isEmpty()) {
            allergy.add("type", parts.get(0));
        }
        if (!parts.get(3).isEmpty()) {
            allergy.add("criticality", parts.get(3));
        }
        if (!parts.get(1).isEmpty()) {
            JsonObject.Builder reaction = JsonObject.builder()
                    .add(
                            "manifestation",
                            new JsonArray(List.of(parts.get(1).split(", ")).stream()
                                    .<Json>map(LabelledSets::concept)
                                    .toList()));
            if (!parts.get(2).isEmpty()) {
                reaction.add("severity", parts.get(2));
            }
            allergy.add("reaction", JsonArray.of(reaction.build()));
        }
        return allergy.build();
    }

    public static JsonObject problem(String problem, String how) {
        List<String> parts = parts(how, 4);
        JsonObject.Builder condition = JsonObject.builder()
                .add("resourceType", "Condition")
                .add("code", concept(problem))
                .add(
                        "clinicalStatus",
                        JsonObject.of(
                                "coding",
                                JsonArray.of(JsonObject.builder()
                                        .add("system", "http://terminology.hl7.org/CodeSystem/condition-clinical")
                                        .add("code", parts.get(0))
                                        .build())));
        if (!parts.get(1).isEmpty()) {
            condition.add("onsetDateTime", parts.get(1));
        }
        if (!parts.get(2).isEmpty()) {
            condition.add("abatementDateTime", parts.get(2));
        }
        if (!parts.get(3).isEmpty()) {
            condition.add("bodySite", JsonArray.of(concept(parts.get(3))));
        }
        return condition.build();
    }

    public static JsonObject dose(String vaccine, String how) {
        List<String> parts = parts(how, 2);
        JsonObject.Builder dose = JsonObject.builder()
                .add("resourceType", "Immunization")
                .add("vaccineCode", concept(vaccine))
                .add("status", parts.get(1));
        return parts.get(0).isEmpty()
                ? dose.build()
                : dose.add("occurrenceDateTime", parts.get(0)).build();
    }
}
