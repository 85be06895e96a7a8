package org.throughline.fhir.definitions;

import java.util.List;

/**
 * One type that an element may have.
 *
 * @param name a FHIR type ({@code Quantity}) or the path of an element whose structure it has
 *     ({@code Observation.component})
 * @param targets for a Reference or canonical, the resource types that it may point to; empty for any
 */
public record ElementType(String name, List<String> targets) {
    public ElementType {
        targets = List.copyOf(targets);
    }

    /** Whether a reference to a resource of this type is allowed. */
    public boolean mayPointTo(String resourceType) {
        return targets.isEmpty() || targets.contains(resourceType) || targets.contains("Resource");
    }
}
