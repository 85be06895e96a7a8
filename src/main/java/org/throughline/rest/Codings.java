package org.throughline.rest;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The codes that a terminology operation is asked about: as code and system, as a Coding, as a CodeableConcept. */
final class Codings {
    private Codings() {}

    /**
     * A code.
     *
     * @param system null when none was given
     */
    record Asked(
            @Nullable String system, String code, @Nullable String display) {}

    /** @param systemParameter the name of the parameter that gives the system beside {@code code} */
    static List<Asked> of(Inputs inputs, String systemParameter) {
        List<Asked> found = Stream.concat(
                        inputs.complex("coding").stream(),
                        inputs.complex("codeableConcept").stream()
                                .flatMap(concept -> concept.objects("coding").stream()))
                .map(Codings::asked)
                .toList();
        if (!found.isEmpty()) {
            return found;
        }
        return List.of(new Asked(
                inputs.text(systemParameter).orElse(null),
                inputs.required("code"),
                inputs.text("display").orElse(null)));
    }

    static Asked asked(JsonObject coding) {
        if (coding.text("code") == null) {
            throw new Failed(new Failure.Malformed("required", "coding", "A coding needs a code."));
        }
        return new Asked(coding.text("system"), Objects.requireNonNull(coding.text("code")), coding.text("display"));
    }
}
