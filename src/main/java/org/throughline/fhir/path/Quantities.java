package org.throughline.fhir.path;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.units.Units;
import org.throughline.fhir.units.Units.Canonical;

/** Amounts with units: compared and calculated in the base units of UCUM. */
final class Quantities {
    private Quantities() {}

    /** The quantity that a value is or, for a number, becomes; null when it is neither. */
    static Value.@Nullable Quantity of(Value value) {
        if (value instanceof Value.Quantity quantity) {
            return quantity;
        }
        BigDecimal number = Equality.decimal(value);
        return number == null ? null : new Value.Quantity(number, "1", false);
    }

    static @Nullable Boolean equal(Value left, Value right) {
        Value.Quantity one = of(left);
        Value.Quantity other = of(right);
        if (one == null || other == null) {
            return false;
        }
        Integer order = order(one, other);
        return order == null ? null : (Boolean) (order == 0);
    }

    static boolean equivalent(Value left, Value right) {
        Value.Quantity one = of(left);
        Value.Quantity other = of(right);
        if (one == null || other == null) {
            return false;
        }
        if (sameUnit(one, other)) {
            return Equivalence.equivalent(one.number(), other.number());
        }
        return equivalent(one, convert(other, one)) || equivalent(other, convert(one, other));
    }

    private static boolean equivalent(Value.Quantity quantity, @Nullable BigDecimal other) {
        return other != null && Equivalence.equivalent(quantity.number(), other);
    }

    /** Less than, equal to or greater than 0; null for units that cannot be compared. */
    static @Nullable Integer compare(Value left, Value right) {
        Value.Quantity one = of(left);
        Value.Quantity other = of(right);
        if (one == null || other == null) {
            throw PathFailure.evaluation("a " + left.type() + " and a " + right.type() + " have no order");
        }
        return order(one, other);
    }

    static boolean comparable(Value.Quantity one, Value.Quantity other) {
        return sameUnit(one, other) || convert(other, one) != null;
    }

    private static @Nullable Integer order(Value.Quantity one, Value.Quantity other) {
        if (sameUnit(one, other)) {
            return one.number().compareTo(other.number());
        }
        Canonical mine = canonical(one);
        Canonical theirs = canonical(other);
        return mine != null && theirs != null && mine.dimension().equals(theirs.dimension())
                ? (Integer) mine.of(one.number()).compareTo(theirs.of(other.number()))
                : null;
    }

    /** The number of a quantity in the unit of another; null when the units measure different things. */
    private static @Nullable BigDecimal convert(Value.Quantity quantity, Value.Quantity unit) {
        Canonical from = canonical(quantity);
        Canonical to = canonical(unit);
        return from != null && to != null && from.dimension().equals(to.dimension())
                ? to.from(from.of(quantity.number()))
                : null;
    }

    private static boolean sameUnit(Value.Quantity one, Value.Quantity other) {
        return one.calendar() == other.calendar()
                && (one.unit().equals(other.unit())
                        || (one.calendar() && Calendar.singular(one.unit()).equals(Calendar.singular(other.unit()))));
    }

    /** Years and months have no definite length, so they have no canonical form. */
    private static @Nullable Canonical canonical(Value.Quantity quantity) {
        String unit = quantity.calendar() ? Calendar.ucum(quantity.unit()) : quantity.unit();
        return unit == null ? null : Units.canonical(unit);
    }

    static @Nullable Value calculate(Operator operator, Value left, Value right) {
        Value.Quantity one = of(left);
        Value.Quantity other = of(right);
        if (one == null || other == null) {
            throw Arithmetic.unfit(operator, left, right);
        }
        return switch (operator) {
            case PLUS -> sum(one, other, other.number());
            case MINUS -> sum(one, other, other.number().negate());
            case TIMES -> product(one.number().multiply(other.number()), one, ".", other);
            case DIVIDE ->
                other.number().signum() == 0
                        ? null
                        : product(Arithmetic.divide(one.number(), other.number()), one, "/", other);
            default -> throw Arithmetic.unfit(operator, left, right);
        };
    }

    private static @Nullable Value sum(Value.Quantity one, Value.Quantity other, BigDecimal added) {
        Value.Quantity addend = new Value.Quantity(added, other.unit(), other.calendar());
        BigDecimal converted = sameUnit(one, addend) ? added : convert(addend, one);
        return converted == null ? null : new Value.Quantity(one.number().add(converted), one.unit(), one.calendar());
    }

    private static Value product(BigDecimal number, Value.Quantity one, String operator, Value.Quantity other) {
        if (other.unit().equals("1")) {
            return new Value.Quantity(number, one.unit(), one.calendar());
        }
        boolean cancels = operator.equals("/") && one.unit().equals(other.unit());
        String divisor = operator.equals("/") && other.unit().contains("/") ? "(" + other.unit() + ")" : other.unit();
        String unit = one.unit().equals("1") && operator.equals(".") ? other.unit() : one.unit() + operator + divisor;
        return new Value.Quantity(number, cancels ? "1" : unit, false);
    }
}
