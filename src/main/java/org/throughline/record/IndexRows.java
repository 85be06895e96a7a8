package org.throughline.record;

import java.util.List;

/**
 * The rows by which one resource is found; {@code docs/store.md} explains the keys.
 *
 * @param patient the address of the patient that the resource is about; 0 for none
 */
public record IndexRows(
        long patient,
        List<Term> terms,
        List<Quantity> quantities,
        List<Moment> moments,
        List<Text> strings,
        List<Words> words,
        List<Value> values,
        List<Reference> references) {

    public IndexRows {
        terms = List.copyOf(terms);
        quantities = List.copyOf(quantities);
        moments = List.copyOf(moments);
        strings = List.copyOf(strings);
        words = List.copyOf(words);
        values = List.copyOf(values);
        references = List.copyOf(references);
    }

    /** A row of the inverted index. */
    public record Term(long key, int path) {}

    /** A number or quantity, in its canonical unit and as written. */
    public record Quantity(long key, long unit, long code, double value, double raw) {}

    /** A range of time, half open, in microseconds since 1970 UTC. */
    public record Moment(long key, long low, long high) {}

    /** A string, folded for search and as written. */
    public record Text(long key, String folded, String exact) {}

    /** The words of a text, letters and digits only, with a space between them. */
    public record Words(long key, String words) {}

    /** The token behind a term's key. */
    public record Value(long key, int path, String system, String code, String display) {}

    /** A relative reference in the resource, wherever it stands; it must resolve when the installation says so. */
    public record Reference(String element, String type, String id) {}
}
