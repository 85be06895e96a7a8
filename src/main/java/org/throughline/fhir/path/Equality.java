package org.throughline.fhir.path;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/** {@code =}, see <a href="http://hl7.org/fhirpath/N1/#equality">equality</a>. */
final class Equality {
    private Equality() {}

    /** Whether two collections hold equal items in the same order; null when that cannot be said. */
    static @Nullable Boolean equal(List<Node> left, List<Node> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return null;
        }
        if (left.size() != right.size()) {
            return false;
        }
        Boolean all = true;
        for (int i = 0; i < left.size(); i++) {
            Boolean one = equal(left.get(i), right.get(i));
            if (Boolean.FALSE.equals(one)) {
                return false;
            }
            all = one == null ? null : all;
        }
        return all;
    }

    /** Whether an equal item is in the collection. */
    static boolean holds(List<Node> collection, Node item) {
        for (Node node : collection) {
            if (Boolean.TRUE.equals(equal(node, item))) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // A node is equal to itself: the short way out, not the test.
    static @Nullable Boolean equal(Node left, Node right) {
        if (left == right) {
            return true;
        }
        Value one = left.value();
        Value other = right.value();
        if (one != null && other != null) {
            return equal(one, other);
        }
        return one == null && other == null && sameTree(left.json(), right.json());
    }

    private static @Nullable Boolean equal(Value left, Value right) {
        BigDecimal one = decimal(left);
        BigDecimal other = decimal(right);
        if (one != null && other != null) {
            return one.compareTo(other) == 0;
        }
        if (left instanceof Value.When one1 && right instanceof Value.When other1) {
            return equal(one1.temporal(), other1.temporal());
        }
        if (left instanceof Value.Quantity || right instanceof Value.Quantity) {
            return Quantities.equal(left, right);
        }
        return left.equals(right);
    }

    private static @Nullable Boolean equal(Temporal left, Temporal right) {
        if ((left.kind() == Temporal.Kind.TIME) != (right.kind() == Temporal.Kind.TIME)) {
            return false;
        }
        Integer order = left.compare(right);
        return order == null ? null : (Boolean) (order == 0);
    }

    /** The number that a value is; null when it is none. */
    static @Nullable BigDecimal decimal(Value value) {
        return switch (value) {
            case Value.Int number -> BigDecimal.valueOf(number.number());
            case Value.Decimal decimal -> decimal.number();
            default -> null;
        };
    }

    /** Whether two complex elements have equal children, in whatever order their names stand. */
    private static boolean sameTree(@Nullable Json left, @Nullable Json right) {
        if (left instanceof JsonObject one && right instanceof JsonObject other) {
            return sameMembers(one, other);
        }
        if (left instanceof JsonArray one && right instanceof JsonArray other) {
            return sameItems(one, other);
        }
        if (left instanceof JsonNumber one && right instanceof JsonNumber other) {
            return one.decimal().compareTo(other.decimal()) == 0;
        }
        return left != null && left.equals(right);
    }

    private static boolean sameMembers(JsonObject left, JsonObject right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!sameTree(left.valueAt(i), right.get(left.nameAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(JsonArray left, JsonArray right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!sameTree(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }
}
