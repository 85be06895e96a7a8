package org.throughline.search.parameter;

import org.throughline.kernel.Address;
import org.throughline.kernel.Hash;

/**
 * One place in one type of resource that values are indexed from, such as {@code Observation.code}. Its salt makes the
 * keys of its rows its own; see {@code docs/store.md}.
 *
 * @param type the resource type
 * @param expression the FHIRPath in its canonical form; for a composite the element and its parts, joined by {@code $}
 */
public record Path(String type, String expression, long salt) {

    public static Path of(String type, String expression) {
        return new Path(type, expression, Hash.of(type, expression));
    }

    /** The number that stands for the path in a row. */
    public int id() {
        return (int) salt;
    }

    /** The key of a code; of a uri or of other text with an empty system. */
    public long token(String system, String code) {
        return Hash.of(salt, system, code);
    }

    /** The key of a reference to a resource of ours. */
    public long reference(String type, String id) {
        return Address.of(type, id) ^ salt;
    }

    /** The key under which the type and value of an identifier are found together. */
    public long typedIdentifier(String system, String code, String value) {
        return Hash.of(Hash.of(salt, system, code), "", value);
    }

    /** The path that the identifiers of references are indexed under. */
    public Path identifiers() {
        return of(type, expression + "$identifier");
    }

    /** The path that the words beside codes are indexed under. */
    public Path texts() {
        return of(type, expression + "$text");
    }
}
