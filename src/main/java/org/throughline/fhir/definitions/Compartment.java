package org.throughline.fhir.definitions;

import java.util.List;
import java.util.Map;

/**
 * A compartment, see <a href="https://hl7.org/fhir/R4/compartmentdefinition.html">CompartmentDefinition</a>: which
 * resources belong to, say, a patient.
 *
 * @param type the type at its centre: {@code Patient}
 * @param parameters for each resource type that can be inside, the codes of the search parameters that put it there;
 *     {@code {def}} stands for the resource at the centre itself
 */
public record Compartment(String type, Map<String, List<String>> parameters) {
    public Compartment {
        parameters = Map.copyOf(parameters);
    }

    /** The codes of the search parameters that put a resource of this type inside; empty when it never is. */
    public List<String> parametersOf(String resourceType) {
        return parameters.getOrDefault(resourceType, List.of());
    }
}
