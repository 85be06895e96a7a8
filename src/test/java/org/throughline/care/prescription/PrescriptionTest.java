package org.throughline.care.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonReader;

class PrescriptionTest {
    private static String sig(String dosages) {
        String request =
                "{'resourceType':'MedicationRequest','medicationCodeableConcept':{'text':'x'},'dosageInstruction':["
                        + dosages + "]}";
        return Prescription.of(JsonReader.readObject(request.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .sig();
    }

    @Test
    void howItIsTakenIsToldOfDosagesWithoutWordsToo() {
        assertEquals(
                "1 tablet once a day",
                sig(
                        "{'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d'}},'doseAndRate':[{'doseQuantity':{'value':1.0,'unit':'tablet'}}]}"));
        assertEquals("Take 2 daily, then take 1 daily", sig("{'text':'Take 2 daily'},{'text':'Take 1 daily'}"));
        assertEquals("", sig(""));
    }
}
