package org.throughline.search.index;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.time.TimeRange;
import org.throughline.record.IndexRows;
import org.throughline.search.parameter.Path;
import org.throughline.search.value.Folding;

/** Collects the rows of one resource, each once. */
final class Rows {
    private final Set<IndexRows.Term> terms = new LinkedHashSet<>();
    private final Set<IndexRows.Quantity> quantities = new LinkedHashSet<>();
    private final Set<IndexRows.Moment> moments = new LinkedHashSet<>();
    private final Set<IndexRows.Text> strings = new LinkedHashSet<>();
    private final List<IndexRows.Words> words = new ArrayList<>();
    private final Set<IndexRows.Value> values = new LinkedHashSet<>();
    private final List<IndexRows.Reference> references = new ArrayList<>();
    private long patient;
    /** While the first part of a composite is read, its keys go here and not into rows. */
    private @Nullable List<Long> keys;

    /** The keys of the rows that a part of a composite would make; its words enter the dictionary. */
    List<Long> keysOf(Runnable part) {
        List<Long> found = new ArrayList<>(2);
        keys = found;
        part.run();
        keys = null;
        return found;
    }

    void patient(long address) {
        if (patient == 0) {
            patient = address;
        }
    }

    void term(Place place, long key) {
        if (keys != null) {
            keys.add(key);
        } else {
            terms.add(new IndexRows.Term(key, place.path()));
        }
    }

    /** A code, with its word or none. */
    long token(Place place, @Nullable String system, String code, @Nullable String display) {
        String known = system == null ? "" : system;
        long key = place.token(known, code);
        term(place, key);
        values.add(new IndexRows.Value(
                key,
                place.words(),
                Folding.kept(known),
                Folding.kept(code),
                display == null ? "" : Folding.kept(Folding.fold(display))));
        return key;
    }

    void quantity(Place place, long unit, long code, double value, double raw) {
        quantities.add(new IndexRows.Quantity(place.salt(), unit, code, value, raw));
    }

    void moment(Place place, TimeRange range) {
        moments.add(new IndexRows.Moment(place.salt(), range.low(), range.high()));
    }

    void string(Place place, String text) {
        strings.add(new IndexRows.Text(place.salt(), Folding.kept(Folding.fold(text)), Folding.kept(text)));
    }

    void words(Path path, Set<String> found) {
        if (!found.isEmpty()) {
            words.add(new IndexRows.Words(path.salt(), String.join(" ", found)));
        }
    }

    void reference(String element, String type, String id) {
        references.add(new IndexRows.Reference(element, type, id));
    }

    IndexRows build() {
        return new IndexRows(
                patient,
                List.copyOf(terms),
                List.copyOf(quantities),
                List.copyOf(moments),
                List.copyOf(strings),
                words,
                List.copyOf(values),
                references);
    }
}
