package org.throughline.bulk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.throughline.record.IndexRows;

/**
 * References whose targets were not there when they were written. Most targets come later, in another portion or file:
 * they are looked up when there are many, and each time only after as many again were added. Several threads may add.
 */
final class Unresolved {
    private static final int MANY = 50_000;

    private final UnaryOperator<List<IndexRows.Reference>> absent;
    private final Map<String, IndexRows.Reference> references = new LinkedHashMap<>();
    private int many = MANY;

    /**
     * @param absent those of these references that point to nothing now
     */
    Unresolved(UnaryOperator<List<IndexRows.Reference>> absent) {
        this.absent = absent;
    }

    synchronized void add(Collection<IndexRows.Reference> more) {
        more.forEach(reference -> references.putIfAbsent(name(reference), reference));
        if (references.size() >= many) {
            lookUp();
            many = Math.max(MANY, 2 * references.size());
        }
    }

    /** What is nowhere to be found now: {@code Patient/1}. */
    synchronized List<String> names() {
        lookUp();
        return references.keySet().stream().sorted().toList();
    }

    private void lookUp() {
        List<IndexRows.Reference> still = absent.apply(List.copyOf(references.values()));
        references.clear();
        still.forEach(reference -> references.put(name(reference), reference));
    }

    private static String name(IndexRows.Reference reference) {
        return reference.type() + "/" + reference.id();
    }
}
