package org.throughline.fhir.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.fhir.validate.StructureValidator;

class SubsetTest {
    private static final JsonObject OBSERVATION = read("""
            {"resourceType":"Observation","id":"1","meta":{"versionId":"2"},
             "text":{"status":"generated","div":"<div>x</div>"},
             "contained":[{"resourceType":"Patient","id":"p"}],
             "status":"final","_status":{"id":"s"},"category":[{"text":"c"}],"code":{"text":"x"},
             "subject":{"reference":"Patient/1"},"valueQuantity":{"value":1,"unit":"mg"},
             "note":[{"text":"n"}],
             "component":[{"extension":[{"url":"u","valueString":"x"}],"code":{"text":"y"},"valueString":"z","interpretation":[{"text":"i"}]}]}""");

    @Test
    void theSummaryHoldsWhatIsMarkedAtEveryLevel() {
        JsonObject summary = Subset.summary(OBSERVATION);
        assertEquals(
                List.of(
                        "resourceType",
                        "id",
                        "meta",
                        "status",
                        "_status",
                        "code",
                        "subject",
                        "valueQuantity",
                        "component"),
                names(summary));
        assertEquals(
                List.of("code", "valueString"),
                names(summary.objects("component").getFirst()));
        assertEquals(List.of(), StructureValidator.validate(summary));
    }

    @Test
    void theTextHoldsTheNarrativeAndWhatIsMandatory() {
        assertEquals(
                List.of("resourceType", "id", "meta", "text", "status", "_status", "code"),
                names(Subset.text(OBSERVATION)));
    }

    @Test
    void theDataLeavesOutTheNarrativeOnly() {
        assertEquals(OBSERVATION.size() - 1, Subset.data(OBSERVATION).size());
    }

    @Test
    void elementsKeepWhatIsMandatory() {
        List<String> expected =
                List.of("resourceType", "id", "meta", "status", "_status", "code", "valueQuantity", "note");
        assertEquals(expected, names(Subset.elements(OBSERVATION, List.of("value", "note"))));
        assertEquals(expected, names(Subset.elements(OBSERVATION, List.of("valueQuantity", "note"))));
    }

    @Test
    void everyPartIsTaggedOnce() {
        JsonObject twice = Subset.data(Subset.summary(OBSERVATION));
        JsonObject meta = Objects.requireNonNull(twice.object("meta"));
        assertEquals("2", meta.text("versionId"));
        assertEquals(
                "[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationValue\",\"code\":\"SUBSETTED\"}]",
                JsonWriter.text(Objects.requireNonNull(meta.get("tag"))));
        JsonObject bare = Subset.text(read("{\"resourceType\":\"Patient\",\"id\":\"1\",\"active\":true}"));
        assertEquals(List.of("resourceType", "id", "meta"), names(bare));
    }

    @Test
    void attachmentsLoseTheirData() {
        JsonObject patient = read(
                "{\"resourceType\":\"DiagnosticReport\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"media\":[{\"comment\":\"c\",\"link\":{\"reference\":\"Media/1\"}}],\"presentedForm\":[{\"data\":\"YWJj\"}]}");
        JsonObject summary = Subset.summary(patient);
        assertTrue(!summary.has("presentedForm"));
        assertEquals(List.of("link"), names(summary.objects("media").getFirst()));
    }

    private static List<String> names(JsonObject object) {
        return IntStream.range(0, object.size()).mapToObj(object::nameAt).toList();
    }

    private static JsonObject read(String json) {
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
