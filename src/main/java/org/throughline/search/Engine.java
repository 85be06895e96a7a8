package org.throughline.search;

import java.time.InstantSource;
import java.util.Set;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.reference.References;
import org.throughline.search.index.Extractor;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.Concepts;
import org.throughline.search.query.QueryReader;
import org.throughline.search.sql.Finder;
import org.throughline.search.value.Units;

/**
 * Search by one set of parameters: reading queries, answering them, and indexing resources. Immutable; another set of
 * parameters makes another engine.
 */
public record Engine(Definitions definitions, QueryReader reader, Finder finder, Extractor extractor) {

    /** What an engine is made of beside the parameters. */
    public record Parts(References references, Concepts concepts, Units units, InstantSource clock) {}

    /**
     * The engine for these parameters.
     *
     * @param words the types whose words {@code _text} and {@code _content} find
     * @throws IllegalStateException when two paths of the parameters cannot be told apart
     */
    public static Engine of(Definitions definitions, Set<String> words, Parts parts) {
        Registry registry = new Registry(definitions, R4.compartments(), words);
        return new Engine(
                definitions,
                new QueryReader(definitions.types(), registry, parts.references(), parts.concepts()),
                new Finder(registry, parts.units(), parts.clock()),
                new Extractor(registry, parts.references(), parts.units()));
    }
}
