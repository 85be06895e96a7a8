package org.throughline.fhir.packages;

import java.util.List;

/**
 * A package as it was read from its file.
 *
 * @param digest SHA-256 of the file
 * @param definitions what it defines, each address of a type once
 */
public record FhirPackage(Manifest manifest, byte[] digest, List<Definition> definitions) {
    public FhirPackage {
        definitions = List.copyOf(definitions);
    }

    /**
     * One definition.
     *
     * @param type its resource type: {@code StructureDefinition}
     * @param url its canonical address, without version
     * @param version empty when it has none
     * @param constrains for a profile of a resource type, that type; else empty
     * @param packed its JSON, packed by {@link Packing}
     */
    public record Definition(String type, String url, String version, String constrains, byte[] packed) {}
}
