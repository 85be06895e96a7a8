package org.throughline.search.parameter;

import java.util.List;
import java.util.Set;
import org.throughline.fhir.definitions.SearchType;

/**
 * A path with what is to be indexed from it.
 *
 * @param expression the FHIRPath that gives its elements
 * @param types as what its values are searched
 * @param components for a composite, the parts of each element; else empty
 */
public record IndexedPath(Path path, String expression, Set<SearchType> types, List<Component> components) {
    public IndexedPath {
        types = Set.copyOf(types);
        components = List.copyOf(components);
    }

    /** A part of a composite: its FHIRPath from the composite's element, and as what it is searched. */
    public record Component(String expression, SearchType type) {}
}
