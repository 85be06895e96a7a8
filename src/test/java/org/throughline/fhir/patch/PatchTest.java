package org.throughline.fhir.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

class PatchTest {
    private static final String NAMES = """
            {"resourceType":"Patient","name":[{"given":["a",null,"c"],"_given":[null,{"id":"b"},null]}]}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete|Patient.name[0].given[1]|||{"resourceType":"Patient","name":[{"given":["a","c"]}]}
            delete|Patient.name[0].given[0]|||{"resourceType":"Patient","name":[{"given":[null,"c"],"_given":[{"id":"b"},null]}]}
            delete|Patient.name[0]|||{"resourceType":"Patient"}
            delete|Patient.photo|||{"resourceType":"Patient","name":[{"given":["a",null,"c"],"_given":[null,{"id":"b"},null]}]}
            replace|Patient.name[0].given[1]||"valueString":"x"|{"resourceType":"Patient","name":[{"given":["a","x","c"]}]}
            """)
    void primitivesAndTheirExtensionsMoveTogether(
            String type, String path, @Nullable String name, @Nullable String value, String expected) {
        assertEquals(expected, JsonWriter.text(FhirPathPatch.apply(read(NAMES), operation(type, path, name, value))));
    }

    @Test
    void aChoiceTakesTheTypeOfItsValue() {
        JsonObject dead = read("{\"resourceType\":\"Patient\",\"deceasedBoolean\":true}");
        assertEquals(
                "{\"resourceType\":\"Patient\",\"deceasedDateTime\":\"2024\"}",
                JsonWriter.text(FhirPathPatch.apply(
                        dead, operation("replace", "Patient.deceased", null, "\"valueDateTime\":\"2024\""))));
        JsonObject alive = read("{\"resourceType\":\"Patient\"}");
        assertEquals(
                "{\"resourceType\":\"Patient\",\"deceasedDateTime\":\"2024\"}",
                JsonWriter.text(FhirPathPatch.apply(
                        alive, operation("add", "Patient", "deceased", "\"valueDateTime\":\"2024\""))));
    }

    @Test
    void anElementLeftEmptyGoesToo() {
        JsonObject patient = read("{\"resourceType\":\"Patient\",\"contact\":[{\"name\":{\"text\":\"x\"}}]}");
        assertEquals(
                "{\"resourceType\":\"Patient\"}",
                JsonWriter.text(
                        FhirPathPatch.apply(patient, operation("delete", "Patient.contact[0].name.text", null, null))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            add|Patient|colour|"valueString":"x"
            add|Patient.contact|gender|"valueCode":"male"
            add|Patient|active|"valueBoolean":true
            replace|Patient.name.given||"valueString":"x"
            replace|Patient||"valueString":"x"
            delete|Patient||
            insert|Patient.active||"valueBoolean":true
            """)
    void whatDoesNotFitIsInvalidAndNamesThePath(
            String type, String path, @Nullable String name, @Nullable String value) {
        JsonObject patient =
                read("{\"resourceType\":\"Patient\",\"active\":true,\"name\":[{\"given\":[\"a\",\"b\"]}]}");
        Failed failed =
                assertThrows(Failed.class, () -> FhirPathPatch.apply(patient, operation(type, path, name, value)));
        Failure.Invalid invalid = assertInstanceOf(Failure.Invalid.class, failed.failure());
        assertEquals(path, invalid.issues().getFirst().element());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"x\"}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\"}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"paint\"},{\"name\":\"path\",\"valueString\":\"Patient\"}]}]}",
            })
    void aFhirPathPatchThatIsNoneIsMalformed(String patch) {
        Failed failed = assertThrows(Failed.class, () -> FhirPathPatch.apply(read(NAMES), read(patch)));
        assertInstanceOf(Failure.Malformed.class, failed.failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[{}]",
                "[{\"op\":\"paint\",\"path\":\"/a\"}]",
                "[{\"op\":\"add\",\"path\":\"/a\"}]",
                "[{\"op\":\"add\",\"path\":\"a\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":\"/~2\",\"value\":1}]",
                "[{\"op\":\"move\",\"path\":\"/a\"}]",
            })
    void aJsonPatchThatIsNoneIsMalformed(String patch) {
        Failed failed = assertThrows(Failed.class, () -> JsonPatch.apply(read(NAMES), json(patch)));
        assertInstanceOf(Failure.Malformed.class, failed.failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"op\":\"remove\",\"path\":\"/name/1\"}]",
                "[{\"op\":\"remove\",\"path\":\"/name/00\"}]",
                "[{\"op\":\"remove\",\"path\":\"/name/-\"}]",
                "[{\"op\":\"remove\",\"path\":\"\"}]",
                "[{\"op\":\"replace\",\"path\":\"/x\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":\"/resourceType/x\",\"value\":1}]",
                "[{\"op\":\"move\",\"from\":\"/name\",\"path\":\"/name/0\"}]",
            })
    void aJsonPatchThatDoesNotFitIsInvalid(String patch) {
        Failed failed = assertThrows(Failed.class, () -> JsonPatch.apply(read(NAMES), json(patch)));
        assertInstanceOf(Failure.Invalid.class, failed.failure());
    }

    @Test
    void copiesOfCopiesEnd() {
        String patch = IntStream.range(0, 60)
                .mapToObj(i -> "{\"op\":\"copy\",\"from\":\"/name\",\"path\":\"/name/-\"}")
                .collect(Collectors.joining(",", "[", "]"));
        Failed failed = assertThrows(Failed.class, () -> JsonPatch.apply(read(NAMES), json(patch)));
        assertInstanceOf(Failure.TooLarge.class, failed.failure());
    }

    private static JsonObject operation(String type, String path, @Nullable String name, @Nullable String value) {
        String parts = "{\"name\":\"type\",\"valueCode\":\"" + type + "\"},{\"name\":\"path\",\"valueString\":\"" + path
                + "\"}" + (name == null ? "" : ",{\"name\":\"name\",\"valueString\":\"" + name + "\"}")
                + (value == null ? "" : ",{\"name\":\"value\"," + value + "}")
                + ",{\"name\":\"index\",\"valueInteger\":0}";
        return read(
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":[" + parts + "]}]}");
    }

    private static JsonObject read(String json) {
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Json json(String json) {
        return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
