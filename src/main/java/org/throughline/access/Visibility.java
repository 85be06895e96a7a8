package org.throughline.access;

import java.util.Set;

/** The rows that a caller may see, in a form that SQL can be made of. */
public sealed interface Visibility {

    /** Every row. */
    record Everything() implements Visibility {}

    /** Rows of these types only; never empty, in a stable order. */
    record Types(Set<String> types) implements Visibility {}

    /** No row. */
    record Nothing() implements Visibility {}
}
