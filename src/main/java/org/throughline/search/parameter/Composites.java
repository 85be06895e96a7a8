package org.throughline.search.parameter;

import org.throughline.kernel.Hash;

/** The keys of composites, which the index and the query must make alike. */
public final class Composites {
    private Composites() {}

    /**
     * The key under which a later part's rows stand.
     *
     * @param first the key of the first part
     * @param part which part, from 1 for the second
     */
    public static long key(long first, int part) {
        return part == 1 ? first : Hash.of(first, part);
    }
}
