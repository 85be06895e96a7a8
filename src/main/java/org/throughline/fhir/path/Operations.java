package org.throughline.fhir.path;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators between two expressions. */
final class Operations {
    private Operations() {}

    static List<Node> evaluate(
            Operator operator, Expression leftSide, Expression rightSide, Scope scope, List<Node> focus) {
        List<Node> left = leftSide.evaluate(scope, focus);
        return switch (operator) {
            case AND, OR, XOR, IMPLIES -> logic(operator, left, rightSide, scope, focus);
            default -> evaluate(operator, left, rightSide.evaluate(scope, focus));
        };
    }

    private static List<Node> evaluate(Operator operator, List<Node> left, List<Node> right) {
        return switch (operator) {
            case EQUALS -> Singleton.of(Equality.equal(left, right));
            case NOT_EQUALS -> Singleton.of(not(Equality.equal(left, right)));
            case EQUIVALENT -> Singleton.of(Equivalence.equivalent(left, right));
            case NOT_EQUIVALENT -> Singleton.of(!Equivalence.equivalent(left, right));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Singleton.of(ordered(operator, left, right));
            case UNION -> union(left, right);
            case IN -> contains(right, left);
            case CONTAINS -> contains(left, right);
            case PLUS, MINUS, CONCATENATE, TIMES, DIVIDE, DIV, MOD -> Arithmetic.evaluate(operator, left, right);
            case AND, OR, XOR, IMPLIES -> throw new IllegalArgumentException(operator.symbol());
        };
    }

    /** Three-valued; the right side is left alone when the left decides. */
    private static List<Node> logic(
            Operator operator, List<Node> leftNodes, Expression rightSide, Scope scope, List<Node> focus) {
        Boolean left = Singleton.truth(leftNodes);
        boolean isTrue = Boolean.TRUE.equals(left);
        boolean isFalse = Boolean.FALSE.equals(left);
        if (operator == Operator.AND && isFalse) {
            return Singleton.of(false);
        }
        if ((operator == Operator.OR && isTrue) || (operator == Operator.IMPLIES && isFalse)) {
            return Singleton.of(true);
        }
        Boolean right = Singleton.truth(rightSide.evaluate(scope, focus));
        return Singleton.of(
                switch (operator) {
                    case AND -> Boolean.FALSE.equals(right) ? right : both(left, right);
                    case OR, IMPLIES -> Boolean.TRUE.equals(right) ? right : either(operator, left, right);
                    default -> (left == null || right == null) ? null : (Boolean) (isTrue != right);
                });
    }

    private static @Nullable Boolean both(@Nullable Boolean left, @Nullable Boolean right) {
        return (left == null || right == null) ? null : (Boolean) (left && right);
    }

    private static @Nullable Boolean either(Operator operator, @Nullable Boolean left, @Nullable Boolean right) {
        if (operator == Operator.IMPLIES) {
            return left == null ? null : right;
        }
        return (left == null || right == null) ? null : (Boolean) (left || right);
    }

    private static @Nullable Boolean not(@Nullable Boolean truth) {
        return truth == null ? null : (Boolean) !truth;
    }

    private static @Nullable Boolean ordered(Operator operator, List<Node> left, List<Node> right) {
        Node one = Singleton.node(left);
        Node other = Singleton.node(right);
        if (one == null || other == null) {
            return null;
        }
        Integer order = Ordering.compare(one, other);
        if (order == null) {
            return null;
        }
        return switch (operator) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    static List<Node> union(List<Node> left, List<Node> right) {
        if (right.isEmpty() && left.size() < 2) {
            return left;
        }
        List<Node> all = new ArrayList<>(left);
        all.addAll(right);
        return distinct(all);
    }

    static List<Node> distinct(List<Node> nodes) {
        List<Node> distinct = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            if (!Equality.holds(distinct, node)) {
                distinct.add(node);
            }
        }
        return distinct;
    }

    private static List<Node> contains(List<Node> collection, List<Node> item) {
        Node wanted = Singleton.node(item);
        return wanted == null ? List.of() : Singleton.of(Equality.holds(collection, wanted));
    }
}
