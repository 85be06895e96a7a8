package org.throughline.app;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.packages.vocabulary.Vocabularies;
import org.throughline.terminology.Coding;

/**
 * What stands above a code of SNOMED CT where that is loaded: kept once it was read, for it is asked for in transactions
 * that hold a connection.
 */
final class Hierarchy implements Function<String, Set<String>> {
    private static final int MOST = 20_000;

    private final Supplier<Vocabularies> vocabularies;
    private volatile Read read = new Read(null, Map.of());

    private record Read(@Nullable CodeSystem of, Map<String, Set<String>> above) {}

    Hierarchy(Supplier<Vocabularies> vocabularies) {
        this.vocabularies = vocabularies;
    }

    @Override
    public Set<String> apply(String code) {
        CodeSystem snomed = vocabularies.get().system(Coding.SNOMED);
        if (snomed == null) {
            return Set.of();
        }
        Read known = read;
        if (!snomed.equals(known.of()) || known.above().size() >= MOST) {
            known = new Read(snomed, new ConcurrentHashMap<>());
            read = known;
        }
        return known.above().computeIfAbsent(code, snomed::selfAndAbove);
    }
}
