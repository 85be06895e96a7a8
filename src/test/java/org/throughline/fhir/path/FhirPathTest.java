package org.throughline.fhir.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

class FhirPathTest {
    private static final JsonObject PATIENT = read("""
            {"resourceType":"Patient","active":true,"name":[{"family":"A","given":["b","c"]},{"given":["d"]}],
             "_birthDate":{"extension":[{"url":"http://x.org","valueString":"y"}]},
             "contact":[{"name":{"family":"E"}}],
             "extension":[{"url":"u","valueQuantity":{"value":5,"code":"mg"}}],
             "contained":[{"resourceType":"Organization","id":"o","name":"F"}],
             "managingOrganization":{"reference":"#o"}}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Patient.name.given|b c d
            Patient.name[1].given|d
            "name.where(family = 'A').given.first()"|b
            "Patient.birthDate.extension('http://x.org').value"|y
            Patient.birthDate.hasValue()|false
            "Patient.extension('u').value.unit"|
            "Patient.extension('u').value > 4 'mg'"|true
            Patient.managingOrganization.resolve().name|F
            Patient.contact.name.family|E
            Patient.name.given.count() + 1|4
            "Patient.name.given[0] & 'x'"|bx
            Observation.code|
            """, quoteCharacter = '"')
    void expressionsGiveWhatTheySay(String expression, @Nullable String expected) {
        List<String> values = FhirPath.compile(expression).evaluate(PATIENT).stream()
                .map(node -> String.valueOf(node.value()))
                .toList();
        assertEquals(expected == null ? "" : expected, String.join(" ", values));
    }

    @Test
    void nodesKnowTheirPlace() {
        List<Node> nodes = FhirPath.compile("name.given | contained.name").evaluate(PATIENT);
        assertEquals(
                List.of(
                        "Patient.name[0].given[0]",
                        "Patient.name[0].given[1]",
                        "Patient.name[1].given[0]",
                        "Patient.contained[0].name"),
                nodes.stream().map(Node::path).toList());
        assertEquals(
                "BackboneElement",
                FhirPath.compile("contact").evaluate(PATIENT).getFirst().type());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Patient.",
                "name(",
                "a b",
                "'x",
                "`x",
                "1 +",
                "nofunction()",
                "where()",
                "@2024-13",
                "'\\q'",
                "%",
                "#"
            })
    void whatCannotBeReadIsMalformed(String expression) {
        Failed failed = assertThrows(Failed.class, () -> FhirPath.compile(expression));
        assertInstanceOf(Failure.Malformed.class, failed.failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient.nmae",
                "Observation.code",
                "name.given.family",
                "name.where(gvien = 'x')",
                "contact.name.period.begin"
            })
    void aCheckFindsElementsThatDoNotExist(String expression) {
        FhirPath path = FhirPath.compile(expression);
        Failed failed = assertThrows(Failed.class, () -> path.check("Patient"));
        assertInstanceOf(Failure.Malformed.class, failed.failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name.single()", "name > 1", "1 - 'a'", "name.given.first().substring('x')", "now()", "%nothing"
            })
    void whatDoesNotFitTheResourceIsInvalid(String expression) {
        FhirPath path = FhirPath.compile(expression);
        Failed failed = assertThrows(Failed.class, () -> path.evaluate(PATIENT));
        assertInstanceOf(Failure.Invalid.class, failed.failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.repeat($this + 1)",
                "(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26).aggregate($total & $total, 'x')",
            })
    void anExpressionCannotRunForEver(String expression) {
        FhirPath path = FhirPath.compile(expression);
        Failed failed = assertThrows(Failed.class, () -> path.evaluate(PATIENT));
        assertInstanceOf(Failure.TooCostly.class, failed.failure());
    }

    @Test
    void aBacktrackingRegularExpressionGivesUp() {
        LimitedText text = new LimitedText("aaaa", new LimitedText.Steps(3));
        assertThrows(
                Failed.class, () -> StringFunctions.pattern("a+b").matcher(text).find());
    }

    @Test
    void deepOrLongExpressionsAreRefused() {
        assertThrows(Failed.class, () -> FhirPath.compile("(".repeat(4000) + "1" + ")".repeat(4000)));
        assertThrows(Failed.class, () -> FhirPath.compile("a" + ".a".repeat(1_000)));
        assertTrue(FhirPath.compile("a" + ".a".repeat(990)).evaluate(PATIENT).isEmpty());
        assertEquals(
                1, FhirPath.compile("1" + "+1".repeat(990)).evaluate(PATIENT).size());
    }

    private static JsonObject read(String json) {
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
