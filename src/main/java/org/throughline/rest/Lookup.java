package org.throughline.rest;

import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Concept;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.rest.Codings.Asked;

/**
 * What a code means, and how two codes stand to each other.
 *
 * @see <a href="https://hl7.org/fhir/R4/codesystem-operation-lookup.html">$lookup</a>
 * @see <a href="https://hl7.org/fhir/R4/codesystem-operation-subsumes.html">$subsumes</a>
 */
final class Lookup {
    private final Parts parts;
    private final KnownTerminology terminology;

    Lookup(Parts parts, KnownTerminology terminology) {
        this.parts = parts;
        this.terminology = terminology;
    }

    Reply lookup(Call call) {
        Inputs inputs = Inputs.of(call);
        Asked asked = Codings.of(inputs, "system").getFirst();
        CodeSystem system = terminology.codeSystemOf(call, inputs, "system", asked.system());
        Concept concept = require(system, asked.code());
        Outputs outputs = new Outputs()
                .text("name", system.header().title())
                .text("version", system.header().version())
                .text("display", concept.display() == null ? concept.code() : concept.display())
                .text("definition", concept.definition());
        concept.parents()
                .forEach(parent -> outputs.parts(
                        "property", new Outputs().code("code", "parent").code("value", parent)));
        system.children(concept.code())
                .forEach(child -> outputs.parts(
                        "property", new Outputs().code("code", "child").code("value", child.code())));
        return outputs.reply(call, parts);
    }

    Reply subsumes(Call call) {
        Inputs inputs = Inputs.of(call);
        Asked a = inputs.complex("codingA")
                .map(Codings::asked)
                .orElseGet(() -> new Asked(inputs.text("system").orElse(null), inputs.required("codeA"), null));
        Asked b = inputs.complex("codingB")
                .map(Codings::asked)
                .orElseGet(() -> new Asked(inputs.text("system").orElse(null), inputs.required("codeB"), null));
        CodeSystem system = terminology.codeSystemOf(call, inputs, "system", a.system());
        require(system, a.code());
        require(system, b.code());
        String outcome = a.code().equals(b.code())
                ? "equivalent"
                : system.selfAndAbove(b.code()).contains(a.code())
                        ? "subsumes"
                        : system.selfAndAbove(a.code()).contains(b.code()) ? "subsumed-by" : "not-subsumed";
        return new Outputs().code("outcome", outcome).reply(call, parts);
    }

    private static Concept require(CodeSystem system, String code) {
        Concept concept = system.concept(code);
        if (concept == null) {
            throw new Failed(
                    new Failure.NotFound("There is no such code in " + system.url() + " as it is loaded here."));
        }
        return concept;
    }
}
