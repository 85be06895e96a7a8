package org.throughline.fhir.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code of a code system.
 *
 * @param display the name to show; null when the system gives none
 * @param definition what it means; null when the system does not say
 * @param parents the codes directly above it
 */
public record Concept(
        String code, @Nullable String display, @Nullable String definition, List<String> parents) {
    public Concept {
        parents = List.copyOf(parents);
    }
}
