package org.throughline.rest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Concept;
import org.throughline.fhir.definitions.Membership;
import org.throughline.fhir.definitions.ValueSet;
import org.throughline.rest.Codings.Asked;

/**
 * Whether a code is in a value set or in a code system.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-operation-validate-code.html">ValueSet/$validate-code</a>
 * @see <a href="https://hl7.org/fhir/R4/codesystem-operation-validate-code.html">CodeSystem/$validate-code</a>
 */
final class ValidateCode {
    private final Parts parts;
    private final KnownTerminology terminology;

    ValidateCode(Parts parts, KnownTerminology terminology) {
        this.parts = parts;
        this.terminology = terminology;
    }

    Reply inValueSet(Call call) {
        Inputs inputs = Inputs.of(call);
        List<Asked> asked = Codings.of(inputs, "system");
        ValueSet valueSet = terminology.valueSetOf(call, inputs);
        Set<String> missing = new TreeSet<>();
        for (Asked each : asked) {
            Membership membership = terminology.membership(call.caller(), valueSet, each);
            if (Boolean.TRUE.equals(membership.is())) {
                return found(call, each, membership.display());
            }
            missing.addAll(membership.missing());
        }
        return not(
                call,
                missing.isEmpty()
                        ? "The code is not in the value set."
                        : "The code is not in what is known of the value set; this is not loaded here: "
                                + String.join(", ", missing) + ".");
    }

    Reply inCodeSystem(Call call) {
        Inputs inputs = Inputs.of(call);
        Asked asked = Codings.of(inputs, "url").getFirst();
        CodeSystem system = terminology.codeSystemOf(call, inputs, "url", asked.system());
        Concept concept = system.concept(asked.code());
        if (concept == null) {
            return not(
                    call,
                    system.header().complete()
                            ? "The code is not in the code system."
                            : "The code is not in the part of the code system that is loaded here.");
        }
        return found(call, asked, concept.display());
    }

    private Reply found(Call call, Asked asked, @Nullable String display) {
        boolean named =
                asked.display() == null || display == null || asked.display().equalsIgnoreCase(display);
        return new Outputs()
                .flag("result", named)
                .text("message", named ? null : "The code is there, but by another name.")
                .text("display", display)
                .reply(call, parts);
    }

    private Reply not(Call call, String message) {
        return new Outputs().flag("result", false).text("message", message).reply(call, parts);
    }
}
