package org.throughline.fhir.path;

import java.util.ArrayList;
import java.util.List;

/** {@code is}, {@code as} and {@code ofType}. */
final class TypeFunctions {
    private TypeFunctions() {}

    static List<Node> is(List<Node> input, TypeSpecifier type) {
        Node node = Singleton.node(input);
        return node == null ? List.of() : Singleton.of(type.matches(node));
    }

    static List<Node> as(List<Node> input, TypeSpecifier type) {
        known(type);
        Node node = Singleton.node(input);
        return node != null && type.selects(node) ? input : List.of();
    }

    static List<Node> ofType(List<Node> input, TypeSpecifier type) {
        known(type);
        if (input.size() == 1) {
            return type.selects(input.getFirst()) ? input : List.of();
        }
        List<Node> selected = new ArrayList<>(input.size());
        for (Node node : input) {
            if (type.selects(node)) {
                selected.add(node);
            }
        }
        return selected;
    }

    private static void known(TypeSpecifier type) {
        if (!type.isKnown()) {
            throw PathFailure.evaluation("there is no type " + type);
        }
    }
}
