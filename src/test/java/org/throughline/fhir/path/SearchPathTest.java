package org.throughline.fhir.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

class SearchPathTest {
    @Test
    void everySearchParameterOfR4HasAPathOnEachOfItsTypes() {
        for (SearchParameterDefinition parameter : R4.definitions().searchParameters()) {
            if (parameter.expression() == null) {
                continue;
            }
            for (String base : parameter.bases()) {
                List<SearchPath> paths = SearchPath.of(parameter, base);
                assertFalse(paths.isEmpty(), () -> parameter.url() + " on " + base);
                parameter
                        .components()
                        .forEach(part -> assertFalse(
                                SearchPath.of(part.expression(), base).isEmpty(), part::expression));
            }
        }
    }

    @Test
    void onlyTheAlternativesOfTheTypeAreKept() {
        assertEquals(
                List.of("AllergyIntolerance.code", "AllergyIntolerance.reaction.substance"),
                expressions("AllergyIntolerance", "code"));
        assertEquals(List.of("DeviceRequest.code.ofType(CodeableConcept)"), expressions("DeviceRequest", "code"));
        assertEquals(List.of("Resource.meta.tag"), expressions("Patient", "_tag"));
    }

    @Test
    void theTestOfATargetsTypeIsTakenOff() {
        SearchPath patient = paths("Observation", "patient").getFirst();
        assertEquals("Observation.subject", patient.expression());
        assertEquals("Patient", patient.targetType());
        assertEquals(List.of("Observation.subject"), expressions("Observation", "subject"));
    }

    @Test
    void asIsWrittenAsOfType() {
        assertEquals(
                List.of("Condition.onset.ofType(Age)", "Condition.onset.ofType(Range)"),
                expressions("Condition", "onset-age"));
        assertEquals(
                List.of("value.ofType(dateTime)", "value.ofType(Period)"),
                SearchPath.of("value.as(DateTime) | value.as(Period)", "Observation").stream()
                        .map(SearchPath::expression)
                        .toList());
    }

    @Test
    void aPathFindsTypedNodes() {
        JsonObject observation = read("""
                {"resourceType":"Observation","status":"final",
                 "code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},
                 "subject":{"reference":"Patient/1"},
                 "component":[{"code":{"text":"a"},"valueQuantity":{"value":1.10,"code":"mg"}},
                              {"code":{"text":"b"},"valueString":"x"}]}""");
        assertEquals("CodeableConcept Observation.code", describe("Observation", "code", observation));
        assertEquals("code Observation.status", describe("Observation", "status", observation));
        assertEquals(
                "Quantity Observation.component[0].value",
                describe("Observation", "combo-value-quantity", observation));
        assertEquals("Reference Observation.subject", describe("Observation", "patient", observation));
        assertEquals("", describe("Observation", "value-quantity", observation));
    }

    @Test
    void aTestOfAValueGivesABoolean() {
        assertEquals("boolean ", describe("Patient", "deceased", read("{\"resourceType\":\"Patient\"}")));
        Node dead = paths("Patient", "deceased")
                .getFirst()
                .path()
                .evaluate(read("{\"resourceType\":\"Patient\",\"deceasedDateTime\":\"2020\"}"))
                .getFirst();
        assertEquals(new Value.Bool(true), dead);
    }

    @Test
    void aCriterionInsideAPathStays() {
        assertEquals(List.of("Patient.telecom.where(system = 'email')"), expressions("Patient", "email"));
        JsonObject patient = read("""
                {"resourceType":"Patient","telecom":[{"system":"phone","value":"1"},{"system":"email","value":"2"}]}""");
        assertEquals("ContactPoint Patient.telecom[1]", describe("Patient", "email", patient));
    }

    @Test
    void resolveGoesByTheTextOfTheReference() {
        FhirPath path = FhirPath.compile("Observation.subject.where(resolve() is Patient)");
        assertTrue(path.evaluate(read("{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Group/1\"}}"))
                .isEmpty());
        assertEquals(
                1,
                path.evaluate(
                                read(
                                        "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"http://x.org/Patient/1/_history/2\"}}"))
                        .size());
    }

    @Test
    void resolveFindsContainedResources() {
        FhirPath path = FhirPath.compile("Observation.subject.resolve().ofType(Patient).gender");
        List<Node> found = path.evaluate(read("""
                {"resourceType":"Observation","contained":[{"resourceType":"Patient","id":"p","gender":"male"}],
                 "subject":{"reference":"#p"}}"""));
        assertEquals("male", Objects.requireNonNull(found.getFirst().json()).toString());
    }

    private static List<SearchPath> paths(String type, String code) {
        return SearchPath.of(Objects.requireNonNull(R4.definitions().searchParameter(type, code)), type);
    }

    private static List<String> expressions(String type, String code) {
        return paths(type, code).stream().map(SearchPath::expression).toList();
    }

    private static String describe(String type, String code, JsonObject resource) {
        return String.join(
                ", ",
                paths(type, code).stream()
                        .flatMap(path -> path.path().evaluate(resource).stream())
                        .map(node -> node.type() + " " + node.path())
                        .toList());
    }

    private static JsonObject read(String json) {
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
