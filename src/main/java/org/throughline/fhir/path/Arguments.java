package org.throughline.fhir.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, not evaluated yet: a criterion is evaluated once per item, a plain one once. */
record Arguments(Scope scope, List<Expression> expressions) {
    int size() {
        return expressions.size();
    }

    boolean has(int position) {
        return position < expressions.size();
    }

    Expression expression(int position) {
        return expressions.get(position);
    }

    /** An argument that looks at the surroundings of the call. */
    List<Node> nodes(int position) {
        return expressions.get(position).evaluate(scope, scope.self());
    }

    /** An argument that looks at one item of the input. */
    List<Node> of(int position, Node item, int index) {
        scope.environment().budget().spend(1);
        Scope inner = scope.of(item, index);
        return expressions.get(position).evaluate(inner, inner.self());
    }

    /** Whether a criterion holds for one item; one that gives nothing does not. */
    boolean holds(int position, Node item, int index) {
        List<Node> result = of(position, item, index);
        return result.size() == 1 ? Boolean.TRUE.equals(Singleton.truth(result)) : Singleton.node(result) != null;
    }

    /** Takes what looking at so many nodes costs. */
    void spend(int nodes) {
        scope.environment().budget().spend(nodes);
    }

    @Nullable
    String text(int position) {
        return Singleton.text(nodes(position));
    }

    @Nullable
    Integer number(int position) {
        return Singleton.number(nodes(position));
    }

    @Nullable
    Value value(int position) {
        return Singleton.value(nodes(position));
    }
}
