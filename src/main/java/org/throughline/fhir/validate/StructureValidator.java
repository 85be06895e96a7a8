package org.throughline.fhir.validate;

import java.util.List;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Issue;

/**
 * The check on every write, see <a href="https://hl7.org/fhir/R4/validation.html">validation</a>: structure,
 * cardinality, value domains, required bindings and reference targets.
 */
public final class StructureValidator {
    private StructureValidator() {}

    /**
     * What is wrong with a resource, in the order of its text; empty when nothing is. After a hundred faults it stops
     * looking. No message repeats what the resource holds.
     */
    public static List<Issue> validate(JsonObject resource) {
        String name = resource.text("resourceType");
        TypeDefinition type =
                name != null && R4.types().isResourceType(name) ? R4.types().get(name) : null;
        if (type == null) {
            return List.of(
                    new Issue("structure", "resourceType", "resourceType must be the name of an R4 resource type."));
        }
        Findings findings = new Findings(type.name());
        new Walk(findings).resource(resource, type);
        return findings.issues();
    }
}
