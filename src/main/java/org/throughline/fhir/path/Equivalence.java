package org.throughline.fhir.path;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** {@code ~}, see <a href="http://hl7.org/fhirpath/N1/#equivalence">equivalence</a>: order, case and ids do not count. */
final class Equivalence {
    private Equivalence() {}

    static boolean equivalent(List<Node> left, List<Node> right) {
        if (left.size() != right.size()) {
            return false;
        }
        List<Node> rest = new ArrayList<>(right);
        for (Node node : left) {
            if (!removeOne(rest, node)) {
                return false;
            }
        }
        return true;
    }

    private static boolean removeOne(List<Node> nodes, Node wanted) {
        for (int i = 0; i < nodes.size(); i++) {
            if (equivalent(nodes.get(i), wanted)) {
                nodes.remove(i);
                return true;
            }
        }
        return false;
    }

    static boolean equivalent(Node left, Node right) {
        Value one = left.value();
        Value other = right.value();
        if (one != null && other != null) {
            return equivalent(one, other);
        }
        return one == null && other == null && sameTree(left.json(), right.json());
    }

    private static boolean equivalent(Value left, Value right) {
        BigDecimal one = Equality.decimal(left);
        BigDecimal other = Equality.decimal(right);
        if (one != null && other != null) {
            return equivalent(one, other);
        }
        if (left instanceof Value.Quantity || right instanceof Value.Quantity) {
            return Quantities.equivalent(left, right);
        }
        if (left instanceof Value.When when && right instanceof Value.When moment) {
            Integer order = when.temporal().compare(moment.temporal());
            return order != null && order == 0;
        }
        if (left instanceof Value.Text text && right instanceof Value.Text words) {
            return normal(text.text()).equals(normal(words.text()));
        }
        return left.equals(right);
    }

    /** To as many digits as the less precise of the two has, trailing zeros not counted. */
    static boolean equivalent(BigDecimal left, BigDecimal right) {
        int scale = Math.min(scale(left), scale(right));
        return left.setScale(scale, RoundingMode.HALF_UP).compareTo(right.setScale(scale, RoundingMode.HALF_UP)) == 0;
    }

    static int scale(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    }

    private static boolean sameTree(@Nullable Json left, @Nullable Json right) {
        if (left instanceof JsonObject one && right instanceof JsonObject other) {
            return within(one, other) && within(other, one);
        }
        if (left instanceof JsonArray one && right instanceof JsonArray other) {
            return one.size() == other.size()
                    && one.values().stream()
                            .allMatch(item -> other.values().stream().anyMatch(match -> sameTree(item, match)));
        }
        if (left instanceof JsonNumber one && right instanceof JsonNumber other) {
            return equivalent(one.decimal(), other.decimal());
        }
        if (left instanceof JsonString one && right instanceof JsonString other) {
            return normal(one.value()).equals(normal(other.value()));
        }
        return left != null && left.equals(right);
    }

    private static boolean within(JsonObject one, JsonObject other) {
        for (int i = 0; i < one.size(); i++) {
            String name = one.nameAt(i);
            if (!name.equals("id") && !sameTree(one.valueAt(i), other.get(name))) {
                return false;
            }
        }
        return true;
    }
}
