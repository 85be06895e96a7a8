package org.throughline.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.throughline.kernel.Hash;
import org.throughline.search.query.Criterion.Token;
import org.throughline.search.query.Criterion.TypedIdentifier;
import org.throughline.search.value.Folding;

/**
 * The keys of tokens at some places of the index.
 *
 * @param salts what the keys start from
 * @param words the places' numbers in the dictionary, in the order of the salts
 */
record TokenKeys(long[] salts, int[] words) {

    /** The places that have these salts, and whose numbers are the salts' low halves. */
    static TokenKeys at(List<Long> salts) {
        return new TokenKeys(
                salts.stream().mapToLong(Long::longValue).toArray(),
                salts.stream().mapToInt(Long::intValue).toArray());
    }

    Keys of(List<Token> tokens) {
        List<Long> known = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        List<String> systems = new ArrayList<>();
        for (Token token : tokens) {
            String system = token.system();
            String code = token.code();
            if (code == null) {
                systems.add(Folding.kept(system == null ? "" : system));
            } else if (system == null) {
                codes.add(Folding.kept(code));
            } else {
                each(known, salt -> Hash.of(salt, system, code));
            }
        }
        List<Keys.Lookup> lookups = new ArrayList<>();
        if (!codes.isEmpty()) {
            lookups.add(new Keys.Lookup.Codes(words, codes.toArray(String[]::new)));
        }
        if (!systems.isEmpty()) {
            lookups.add(new Keys.Lookup.Systems(words, systems.toArray(String[]::new)));
        }
        return new Keys(known.stream().mapToLong(Long::longValue).distinct().toArray(), lookups);
    }

    /** The keys of identifiers by the code of their type and their value. */
    Keys ofTyped(List<TypedIdentifier> identifiers) {
        List<Long> known = new ArrayList<>();
        for (TypedIdentifier wanted : identifiers) {
            each(known, salt -> Hash.of(Hash.of(salt, wanted.system(), wanted.code()), "", wanted.value()));
        }
        return Keys.of(known);
    }

    private void each(List<Long> known, LongUnaryOperator key) {
        for (long salt : salts) {
            known.add(key.applyAsLong(salt));
        }
    }
}
