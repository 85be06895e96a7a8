package org.throughline.search.sql;

/**
 * The row of {@code resource} that a condition is about, as a statement names it.
 *
 * @param address the column that holds its address; the index row's own where there is one, so that the condition can be
 *     asked before the resource is read
 * @param patient the column that holds its patient
 * @param alias the alias of {@code resource} itself
 * @param depth how many steps of chains lie above it
 */
record Row(String address, String patient, String alias, int depth) {
    static final Row RESOURCE = new Row("r.resource", "r.patient", "r", 0);

    /** The resource that an index row of this alias belongs to, joined as {@code r}. */
    static Row ofIndex(String index) {
        return new Row(index + ".resource", index + ".patient", "r", 0);
    }

    /** A resource at the other end of a reference. */
    Row further() {
        String next = "r" + (depth + 1);
        return new Row(next + ".resource", next + ".patient", next, depth + 1);
    }
}
