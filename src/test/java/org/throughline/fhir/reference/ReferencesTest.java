package org.throughline.fhir.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.fhir.definitions.R4;

class ReferencesTest {
    private final References references = new References(R4.types(), "https://clinic.example/fhir");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/p-1.a",
                "Patient/p-1.a/_history/2",
                "https://clinic.example/fhir/Patient/p-1.a",
                "https://clinic.example/fhir/Patient/p-1.a/_history/2"
            })
    void whatIsOurs(String text) {
        assertEquals(new References.Local("Patient", "p-1.a"), references.local(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Patient",
                "Patient/",
                "Patient//1",
                "Patient/1/",
                "Patient/1/2",
                "Patient/1/_history",
                "Patient/1/_history/",
                "Patient/1/_history/2/3",
                "Patient/a_b",
                "Patient/\u00e4",
                "Patients/1",
                "patient/1",
                "/Patient/1",
                "Patient?identifier=1",
                "#contained",
                "urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
                "https://clinic.example/fhirPatient/1",
                "https://elsewhere.example/fhir/Patient/1"
            })
    void whatIsNot(String text) {
        assertNull(references.local(text));
    }

    @Test
    void anIdHas64CharactersAtMost() {
        String longest = "a".repeat(64);
        assertEquals(new References.Local("Patient", longest), references.local("Patient/" + longest));
        assertNull(references.local("Patient/" + longest + "a"));
    }
}
