package org.throughline.care.entry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;

/**
 * That somebody asked and the patient knows of no allergy, as FHIR says it: an AllergyIntolerance with a code for that.
 *
 * @see <a href="https://hl7.org/fhir/R4/allergyintolerance.html#9.1.3.4">No known allergies, not asked</a>
 */
public final class NoKnownAllergies {
    static final String CODE = "716186003";
    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";

    private NoKnownAllergies() {}

    static JsonObject create(String patient, @Nullable Author author, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "AllergyIntolerance")
                .add("clinicalStatus", Concept.of(CLINICAL, "active", ""))
                .add("verificationStatus", Concept.of(VERIFICATION, "confirmed", ""))
                .add("code", Concept.of(Coding.SNOMED, CODE, "No known allergy"))
                .add("patient", Author.reference("Patient/" + patient, ""))
                .add("recordedDate", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .addIfPresent("recorder", author == null ? null : author.json())
                .build();
    }

    /** Whether it says so. */
    public static boolean is(JsonObject allergy) {
        return Concept.code(allergy.object("code"), Coding.SNOMED).equals(CODE);
    }

    /** Whether it holds now. */
    public static boolean isActive(JsonObject allergy) {
        String verification = Concept.code(allergy.object("verificationStatus"), VERIFICATION);
        String clinical = Concept.code(allergy.object("clinicalStatus"), CLINICAL);
        return !verification.equals("entered-in-error")
                && !verification.equals("refuted")
                && (clinical.isEmpty() || clinical.equals("active"));
    }

    /** The statement when it does not hold any more. */
    public static JsonObject ended(JsonObject allergy) {
        return allergy.with("clinicalStatus", Concept.of(CLINICAL, "inactive", ""));
    }
}
