package org.throughline.care.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.fhir.json.JsonReader;

class ReportKindsTest {
    /** A result that is taken for a note waits for nobody: what is not surely a note is a result. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'system':'http://terminology.hl7.org/CodeSystem/v2-0074','code':'LAB' | true",
                "'code':'LAB' | true",
                "'system':'http://loinc.org','code':'LP29684-5' | true",
                "'system':'http://loinc.org','code':'11506-3' | false"
            })
    void whatIsNotSurelyANoteIsAResult(String coding, boolean result) {
        String report = "{'resourceType':'DiagnosticReport','category':[{'coding':[{" + coding + "}]}]}";
        assertEquals(
                result,
                ReportKinds.isOfResult(
                        JsonReader.readObject(report.replace('\'', '"').getBytes(UTF_8))));
    }
}
