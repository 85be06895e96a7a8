package org.throughline.care.check;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Whether what a patient keeps private may be used to check orders: a Consent of the scope {@code treatment}, of a category
 * of ours, with the purpose of patient safety. As long as nobody has asked, it may. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/consent.html">Consent</a>
 * @see <a href="https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html">PATSFTY</a>
 */
public final class SafetyConsent {
    private static final String OWN = "urn:throughline:code";
    private static final String CODE = "safety-checks";
    private static final String PURPOSE = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
    private static final String PRIVACY = "patient-privacy";
    private static final List<String> PARTS = List.of("class", "code", "data", "dataPeriod");

    private SafetyConsent() {}

    /** The answer of a patient. */
    public static JsonObject create(String patient, boolean may, Instant now) {
        JsonObject subject = JsonObject.of("reference", new JsonString("Patient/" + patient));
        return JsonObject.builder()
                .add("resourceType", "Consent")
                .add("status", "active")
                .add("scope", concept(SCOPE, "treatment"))
                .add("category", JsonArray.of(concept(OWN, CODE)))
                .add("patient", subject)
                .add("dateTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("performer", JsonArray.of(subject))
                .add(
                        "policyRule",
                        JsonObject.of(
                                "text",
                                new JsonString("Whether what is kept private may be used for checks of orders")))
                .add(
                        "provision",
                        JsonObject.builder()
                                .add("type", may ? "permit" : "deny")
                                .add("purpose", JsonArray.of(coding(PURPOSE, "PATSFTY")))
                                .build())
                .build();
    }

    /** Whether a Consent is about this. */
    public static boolean is(JsonObject consent) {
        return consent.objects("category").stream()
                .flatMap(each -> each.objects("coding").stream())
                .anyMatch(each -> OWN.equals(each.text("system")) && CODE.equals(each.text("code")));
    }

    /** What the newest answer in force says; empty when nobody has asked. */
    public static Optional<Boolean> answer(List<JsonObject> consents) {
        return consents.stream()
                .filter(each -> is(each) && "active".equals(each.text("status")))
                .max(Comparator.comparing((JsonObject each) -> Instant.parse(Parts.text(each, "dateTime"))))
                .map(each -> !"deny".equals(Parts.text(provision(each), "type")));
    }

    /**
     * Whether single entries may be kept from some of the staff, so that what is written for several of them must not tell
     * of them. What is kept by its mark is known by that, and from whom everything is kept, this is too.
     *
     * @param consents those of the patient that are in force
     */
    static boolean withholdsParts(List<JsonObject> consents) {
        return consents.stream()
                .filter(SafetyConsent::isOfPrivacy)
                .map(SafetyConsent::provision)
                .anyMatch(SafetyConsent::deniesParts);
    }

    private static boolean isOfPrivacy(JsonObject consent) {
        JsonObject scope = consent.object("scope");
        return scope != null && scope.objects("coding").stream().anyMatch(each -> PRIVACY.equals(each.text("code")));
    }

    /** Whether a provision, or one within it, speaks of single entries. */
    private static boolean deniesParts(JsonObject provision) {
        return PARTS.stream().anyMatch(provision::has)
                || provision.objects("provision").stream().anyMatch(SafetyConsent::deniesParts);
    }

    private static JsonObject provision(JsonObject consent) {
        return Objects.requireNonNullElse(consent.object("provision"), JsonObject.EMPTY);
    }

    private static JsonObject concept(String system, String code) {
        return JsonObject.of("coding", JsonArray.of(coding(system, code)));
    }

    private static JsonObject coding(String system, String code) {
        return JsonObject.builder().add("system", system).add("code", code).build();
    }
}
