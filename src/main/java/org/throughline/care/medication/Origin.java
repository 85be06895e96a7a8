package org.throughline.care.medication;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;

/** Where it comes from that a drug is taken. */
public enum Origin {
    HERE("Prescribed here"),
    GIVEN_HERE("Given here"),
    ELSEWHERE("Prescribed elsewhere"),
    OVER_THE_COUNTER("Over the counter"),
    TOLD("Told by the patient");

    private static final String OWN = "urn:throughline:code";
    private static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/medication-statement-category";

    private final String words;

    Origin(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** As it is written in forms and codes: {@code over-the-counter}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Those that can be entered beside the chart: what is prescribed here is ordered. */
    public static List<Origin> entered() {
        return List.of(OVER_THE_COUNTER, ELSEWHERE, TOLD);
    }

    /** The one of a key; what the patient told when there is none. */
    public static Origin of(String key) {
        return Stream.of(values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElse(TOLD);
    }

    /** The category of a statement: FHIR's, and which of ours. */
    public JsonObject category() {
        return JsonObject.of(
                "coding",
                new JsonArray(List.<Json>of(
                        Parts.coding(CATEGORIES, "patientspecified", "Patient Specified"),
                        Parts.coding(OWN, key(), words))));
    }

    /** The code of a MedicationRequest's category that says that it is given here: FHIR's own do not say by whom. */
    public static Coding givenHere() {
        return new Coding(OWN, GIVEN_HERE.key(), GIVEN_HERE.words);
    }

    /** Whether a MedicationRequest is of what is given here. */
    public static boolean isGivenHere(JsonObject request) {
        return request.objects("category").stream()
                .anyMatch(each -> Parts.code(each, OWN).equals(GIVEN_HERE.key()));
    }

    /** Where a prescription or a statement comes from. */
    public static Origin of(JsonObject resource) {
        if ("MedicationRequest".equals(resource.text("resourceType"))) {
            boolean reported = resource.get("reportedBoolean") == JsonBoolean.TRUE || resource.has("reportedReference");
            return reported ? ELSEWHERE : isGivenHere(resource) ? GIVEN_HERE : HERE;
        }
        return of(Concept.code(resource.object("category"), OWN));
    }
}
