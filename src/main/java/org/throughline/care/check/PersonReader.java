package org.throughline.care.check;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Sex;

/** Reads from a Patient what the checks ask for. Pure. */
final class PersonReader {
    private static final String BIRTH_SEX = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

    private PersonReader() {}

    /** The date of birth; of one that is told by the month or the year, its first day. */
    static @Nullable LocalDate born(JsonObject patient) {
        return day(Parts.text(patient, "birthDate"));
    }

    /** The sex assigned at birth where the record has it, else the administrative one; null when neither says it. */
    static @Nullable Sex sex(JsonObject patient) {
        String atBirth = patient.objects("extension").stream()
                .filter(each -> BIRTH_SEX.equals(each.text("url")))
                .map(each -> Parts.text(each, "valueCode"))
                .findFirst()
                .orElse("");
        return switch (atBirth.isEmpty() ? Parts.text(patient, "gender") : atBirth) {
            case "F", "female" -> Sex.FEMALE;
            case "M", "male" -> Sex.MALE;
            default -> null;
        };
    }

    /** The day of a FHIR date or time; of less than a day its first; null for none. */
    static @Nullable LocalDate day(String date) {
        return Parts.day(date);
    }
}
