package org.throughline.fhir.definitions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * FHIR R4 (4.0.1) as published, read from the compiled files when first asked for. Each part is immutable and loads on
 * its own: types and search parameters are needed to serve anything, the terminology only by those who look into it.
 */
public final class R4 {
    private R4() {}

    /** Types and their elements. */
    public static Types types() {
        return TypesHolder.TYPES;
    }

    /** R4's search parameters, to which packages add theirs. */
    public static Definitions definitions() {
        return SearchHolder.DEFINITIONS;
    }

    /** The compartments of Patient, Encounter, Practitioner, RelatedPerson and Device. */
    public static List<Compartment> compartments() {
        return SearchHolder.SEARCH.compartments();
    }

    /** The compartment around this type; null when R4 defines none. */
    public static @Nullable Compartment compartment(String type) {
        return compartments().stream()
                .filter(compartment -> compartment.type().equals(type))
                .findFirst()
                .orElse(null);
    }

    /**
     * The codes of a value set that an element requires; null for those that cannot be counted out (media types,
     * currencies, units).
     */
    public static @Nullable CodeSet requiredCodes(String valueSetUrl) {
        return CodesHolder.CODES.get(valueSetUrl);
    }

    /** The code systems and value sets that R4 itself defines, HL7 v2's and v3's included. */
    public static Terminology terminology() {
        return TerminologyHolder.TERMINOLOGY;
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Objects.requireNonNull(R4.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class TypesHolder {
        static final Types TYPES = DefinitionFiles.readTypes(bytes(DefinitionFiles.TYPES));
    }

    private static final class SearchHolder {
        static final DefinitionFiles.Search SEARCH = DefinitionFiles.readSearch(bytes(DefinitionFiles.SEARCH));
        static final Definitions DEFINITIONS = new Definitions(TypesHolder.TYPES, SEARCH.parameters(), List.of());
    }

    private static final class CodesHolder {
        static final Map<String, CodeSet> CODES = DefinitionFiles.readCodes(bytes(DefinitionFiles.CODES));
    }

    private static final class TerminologyHolder {
        static final Terminology TERMINOLOGY = TerminologyFile.read(bytes(DefinitionFiles.TERMINOLOGY));
    }
}
