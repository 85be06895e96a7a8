package org.throughline.fhir.path;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code <} and its like, see <a href="http://hl7.org/fhirpath/N1/#comparison">comparison</a>. */
final class Ordering {
    private Ordering() {}

    /** Less than, equal to or greater than 0; null when it cannot be said. Things without an order are an error. */
    static @Nullable Integer compare(Node left, Node right) {
        Value one = left.value();
        Value other = right.value();
        if (one == null || other == null) {
            throw PathFailure.evaluation("a " + left.type() + " and a " + right.type() + " have no order");
        }
        BigDecimal number = Equality.decimal(one);
        BigDecimal otherNumber = Equality.decimal(other);
        if (number != null && otherNumber != null) {
            return number.compareTo(otherNumber);
        }
        if (one instanceof Value.Text text && other instanceof Value.Text words) {
            return text.text().compareTo(words.text());
        }
        if (one instanceof Value.Quantity || other instanceof Value.Quantity) {
            return Quantities.compare(one, other);
        }
        if (one instanceof Value.When || other instanceof Value.When) {
            return compareTimes(one, other);
        }
        throw PathFailure.evaluation("a " + left.type() + " and a " + right.type() + " have no order");
    }

    private static @Nullable Integer compareTimes(Value left, Value right) {
        Temporal one = temporal(left);
        Temporal other = temporal(right);
        if (one == null
                || other == null
                || (one.kind() == Temporal.Kind.TIME) != (other.kind() == Temporal.Kind.TIME)) {
            throw PathFailure.evaluation("a " + left.type() + " and a " + right.type() + " have no order");
        }
        return one.compare(other);
    }

    private static @Nullable Temporal temporal(Value value) {
        return value instanceof Value.When when ? when.temporal() : null;
    }
}
