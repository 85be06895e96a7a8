package org.throughline.care.hold;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * That a patient wants to be told results in a talk before they are shown: a Consent of the scope {@code treatment}, of a
 * category of ours. It holds nothing by itself; each result that comes while it is in force is held. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/consent.html">Consent</a>
 */
final class ToldFirst {
    static final String CATEGORY = "urn:throughline:code|told-first";
    private static final String OWN = "urn:throughline:code";
    private static final String CODE = "told-first";
    private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";

    private ToldFirst() {}

    static JsonObject create(String patient, Instant now) {
        JsonObject subject = Parts.reference("Patient", patient, "");
        return JsonObject.builder()
                .add("resourceType", "Consent")
                .add("status", "active")
                .add("scope", Parts.concept(SCOPE, "treatment", "Treatment"))
                .add("category", JsonArray.of(Parts.concept(OWN, CODE, "Tell me in a talk first")))
                .add("patient", subject)
                .add("dateTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("performer", JsonArray.of(subject))
                .add(
                        "policyRule",
                        JsonObject.of("text", new JsonString("Results are told in a talk before they are shown")))
                .build();
    }

    /** Whose they are, by the ids of the Patients. */
    static List<String> patients(List<JsonObject> consents) {
        return consents.stream()
                .map(each -> Parts.idOf(each.object("patient"), "Patient"))
                .toList();
    }
}
