package org.throughline.care.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** Which devices are in the body. */
class ImplantsTest {
    private static JsonObject device(String code, String name) {
        return (JsonObject) JsonReader.read(
                ("{\"resourceType\":\"Device\",\"type\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\""
                                + code + "\"}],\"text\":\"" + name + "\"}}")
                        .getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "14106009, Something, inside",
        "58938008, Wheelchair with a valve, outside",
        "1, Mitral valve, inside",
        "1, Inhaler, outside"
    })
    void theCodeOfItsTypeSaysSoAndElseItsName(String code, String name, String place) {
        assertEquals(place, Implants.of(device(code, name)));
    }

    @ParameterizedTest
    @CsvSource({"inside", "outside"})
    void whatWasEnteredCountsBeforeAll(String place) {
        assertEquals(place, Implants.of(Implants.placed(device("14106009", "Pacemaker"), place)));
        assertEquals(place, Implants.of(Implants.placed(device("1", "Inhaler"), place)));
        JsonObject once = Implants.placed(device("1", "Inhaler"), place);
        assertEquals(once, Implants.placed(once, place));
    }
}
