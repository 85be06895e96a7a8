package org.throughline.fhir.definitions;

import org.jspecify.annotations.Nullable;

/** Where definitions beyond R4's own come from. */
@FunctionalInterface
public interface DefinitionSource {
    /** Of an installation that has loaded nothing. */
    DefinitionSource NOTHING = (type, canonical) -> null;

    /**
     * The JSON of a definition, UTF-8; null when it is not loaded.
     *
     * @param type a resource type: {@code StructureDefinition}
     * @param canonical its address, with or without {@code |version}
     */
    byte @Nullable [] find(String type, String canonical);

    /** A code system that is too large for memory, by its canonical address; null when none is loaded. */
    default @Nullable CodeSystem largeSystem(String url) {
        return null;
    }
}
