package org.throughline.fhir.validate;

import java.util.Objects;
import org.throughline.fhir.definitions.CodeSet;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** Required bindings, see <a href="https://hl7.org/fhir/R4/terminologies.html#required">terminologies</a>. */
final class Bindings {
    /** More codes than these are named by their value set. */
    private static final int LISTED = 25;

    private final Findings findings;

    Bindings(Findings findings) {
        this.findings = findings;
    }

    /** Checks a coded element of which the value set is required; one that cannot be counted out passes. */
    void check(Member member, Json value) {
        CodeSet codes = R4.requiredCodes(Objects.requireNonNull(member.element().requiredValueSet()));
        if (codes != null && !contains(codes, member, value)) {
            findings.add("code-invalid", member.element().name() + " must be " + allowed(codes) + ".");
        }
    }

    private static boolean contains(CodeSet codes, Member member, Json value) {
        return switch (value) {
            case JsonString code -> codes.contains(code.value());
            case JsonObject object ->
                switch (member.type().name()) {
                    case "Coding" -> contains(codes, object);
                    case "CodeableConcept" -> concept(codes, object);
                    // A Quantity is bound by its unit, and units cannot be counted out.
                    default -> true;
                };
            default -> true;
        };
    }

    private static boolean concept(CodeSet codes, JsonObject concept) {
        for (Json coding : concept.list("coding")) {
            if (coding instanceof JsonObject object && contains(codes, object)) {
                return true;
            }
        }
        // Not known, by extension, is an answer too.
        return concept.has("extension") && !concept.has("coding");
    }

    private static boolean contains(CodeSet codes, JsonObject coding) {
        String system = coding.text("system");
        String code = coding.text("code");
        return system != null && code != null && codes.contains(system, code);
    }

    private static String allowed(CodeSet codes) {
        return codes.size() > LISTED
                ? "a code of " + codes.url()
                : "one of " + String.join(", ", codes.codes().stream().sorted().toList());
    }
}
