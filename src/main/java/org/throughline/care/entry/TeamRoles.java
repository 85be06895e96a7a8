package org.throughline.care.entry;

import java.util.List;
import org.throughline.terminology.Coding;

/**
 * What people do for a patient, with the codes that US Core's care team draws on: SNOMED CT's, most of its Global Patient Set.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-careteam.html">US Core CareTeam</a>
 */
public final class TeamRoles {
    private static final List<Concept> ALL = List.of(
            role("453231000124104", "Primary care provider"),
            role("62247001", "Family physician"),
            role("39677007", "Internist"),
            role("82296001", "Pediatrician"),
            role("224571005", "Nurse practitioner"),
            role("449161006", "Physician assistant"),
            role("224535009", "Registered nurse"),
            role("768832004", "Case manager"),
            role("17561000", "Cardiologist"),
            role("18803008", "Dermatologist"),
            role("61894003", "Endocrinologist"),
            role("71838004", "Gastroenterologist"),
            role("56397003", "Neurologist"),
            role("422234006", "Ophthalmologist"),
            role("80584001", "Psychiatrist"),
            role("59944000", "Psychologist"),
            role("106289002", "Dentist"),
            role("46255001", "Pharmacist"),
            role("159033005", "Dietitian"),
            role("36682004", "Physical therapist"),
            role("80546007", "Occupational therapist"),
            role("106328005", "Social worker"),
            role("768730001", "Home health aide"),
            role("40570005", "Interpreter"),
            role("429577009", "Patient advocate"),
            role("407543004", "Primary caregiver"),
            role("407542009", "Caregiver, family or friend"),
            role("116154003", "Patient"));

    private TeamRoles() {}

    /** All of them. */
    public static List<Concept> all() {
        return ALL;
    }

    private static Concept role(String code, String words) {
        return new Concept(words, List.of(new Coding(Coding.SNOMED, code, "")));
    }
}
