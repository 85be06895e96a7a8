package org.throughline.care.task;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/** The codes by which work is told apart, and how they lie in resources. Pure. */
final class Codes {
    static final String OWN = "urn:throughline:code";
    static final String ROLES = "urn:throughline:role";
    static final String ESCALATED = "escalated";
    static final String MESSAGE = "staff-message";
    static final String PRIVACY = "privacy-officer";

    /** SNOMED CT, Patient referral. */
    static final String REFERRAL = "3457005";

    /** The role that looks at results that nobody in particular is to look at. */
    static final String READS_RESULTS = "physician";

    /** The tag of a report that somebody is still to look at. */
    static final String TO_ACKNOWLEDGE = "to-acknowledge";

    /** What patients ask of the privacy officer: corrections, and questions about who looked. */
    static final Set<String> FOR_PRIVACY = Set.of("medRecCxReq", "medRecCxDenialDisagree", "question-about-access");

    private Codes() {}

    /** A CodeableConcept of one code. */
    static JsonObject concept(String system, String code, String display) {
        return JsonObject.of("coding", JsonArray.of(coding(system, code, display)));
    }

    static JsonObject coding(String system, String code, String display) {
        return JsonObject.builder()
                .add("system", system)
                .add("code", code)
                .addIfPresent("display", display.isEmpty() ? null : display)
                .build();
    }

    /** A role as a reference to nobody in particular. */
    static JsonObject role(String code, String display) {
        return JsonObject.builder()
                .add(
                        "identifier",
                        JsonObject.builder()
                                .add("system", ROLES)
                                .add("value", code)
                                .build())
                .add("display", display)
                .build();
    }

    /** The role that a reference names by its identifier. */
    static Optional<Addressee.Role> role(JsonObject reference) {
        JsonObject identifier = Objects.requireNonNullElse(reference.object("identifier"), JsonObject.EMPTY);
        String value = identifier.text("value");
        return ROLES.equals(identifier.text("system")) && value != null
                ? Optional.of(new Addressee.Role(value))
                : Optional.empty();
    }

    static Stream<Addressee.Role> roles(List<JsonObject> concepts) {
        return concepts.stream()
                .flatMap(concept -> concept.objects("coding").stream())
                .filter(coding -> ROLES.equals(coding.text("system")) && coding.text("code") != null)
                .map(coding -> new Addressee.Role(WaitingReader.text(coding, "code")));
    }

    static boolean has(List<JsonObject> concepts, String code) {
        return concepts.stream()
                .flatMap(concept -> concept.objects("coding").stream())
                .anyMatch(coding -> code.equals(coding.text("code")));
    }

    static boolean isForPrivacy(@Nullable JsonObject concept) {
        return concept != null && FOR_PRIVACY.stream().anyMatch(code -> has(List.of(concept), code));
    }

    /** Whether somebody is asked to sign a note too. */
    static boolean isCosigning(@Nullable JsonObject concept) {
        return concept != null && has(List.of(concept), "cosign");
    }

    /** Whether somebody is asked to sign orders that were entered on their word. */
    static boolean isCountersigning(@Nullable JsonObject concept) {
        return concept != null && has(List.of(concept), "cosign-order");
    }

    static boolean isToAcknowledge(JsonObject resource) {
        JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
        return meta.objects("tag").stream()
                .anyMatch(tag -> OWN.equals(tag.text("system")) && TO_ACKNOWLEDGE.equals(tag.text("code")));
    }

    /** What a CodeableConcept says, for a person to read. */
    static String words(JsonObject concept) {
        String text = WaitingReader.text(concept, "text");
        return !text.isEmpty()
                ? text
                : concept.objects("coding").stream()
                        .map(coding -> WaitingReader.text(coding, "display"))
                        .filter(display -> !display.isEmpty())
                        .findFirst()
                        .orElse("");
    }
}
