package org.throughline.fhir.path;

import java.util.List;

/**
 * What the special names stand for where an expression is evaluated.
 *
 * @param self {@code $this}
 * @param index {@code $index}
 * @param total {@code $total}
 */
record Scope(Environment environment, List<Node> self, int index, List<Node> total) {
    /** The scope in which a criterion looks at one item. */
    Scope of(Node item, int at) {
        return new Scope(environment, List.of(item), at, total);
    }

    Scope withTotal(List<Node> value) {
        return new Scope(environment, self, index, value);
    }
}
