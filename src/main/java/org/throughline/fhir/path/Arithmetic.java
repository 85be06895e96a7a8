package org.throughline.fhir.path;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums, products and concatenation, see <a href="http://hl7.org/fhirpath/N1/#math">math</a>. */
final class Arithmetic {
    /** N1 asks for 28 digits and 8 after the point at least. */
    static final MathContext PRECISION = new MathContext(34, RoundingMode.HALF_UP);

    /** Products are exact as far as anybody measures, and cannot grow without end. */
    private static final MathContext PRODUCTS = new MathContext(100, RoundingMode.HALF_UP);

    private Arithmetic() {}

    static List<Node> negate(List<Node> operand) {
        Value value = Singleton.value(operand);
        return switch (value) {
            case null -> List.of();
            case Value.Int number -> integer(-(long) number.number());
            case Value.Decimal decimal -> decimal(decimal.number().negate());
            case Value.Quantity quantity ->
                Singleton.of(
                        (Value) new Value.Quantity(quantity.number().negate(), quantity.unit(), quantity.calendar()));
            default -> throw PathFailure.evaluation("a " + value.type() + " has no negative");
        };
    }

    static List<Node> evaluate(Operator operator, List<Node> leftNodes, List<Node> rightNodes) {
        if (operator == Operator.CONCATENATE) {
            return Singleton.of(Budget.joined(orEmpty(leftNodes), orEmpty(rightNodes)));
        }
        Value left = Singleton.value(leftNodes);
        Value right = Singleton.value(rightNodes);
        if (left == null || right == null) {
            return List.of();
        }
        if (left instanceof Value.Int one && right instanceof Value.Int other && operator != Operator.DIVIDE) {
            return integers(operator, one.number(), other.number());
        }
        BigDecimal one = Equality.decimal(left);
        BigDecimal other = Equality.decimal(right);
        if (one != null && other != null) {
            return decimals(operator, one, other);
        }
        return others(operator, left, right);
    }

    private static List<Node> others(Operator operator, Value left, Value right) {
        if (left instanceof Value.Text one && right instanceof Value.Text other && operator == Operator.PLUS) {
            return Singleton.of(Budget.joined(one.text(), other.text()));
        }
        if (left instanceof Value.When when && right instanceof Value.Quantity amount) {
            return switch (operator) {
                case PLUS -> moved(when, amount.number(), amount.unit());
                case MINUS -> moved(when, amount.number().negate(), amount.unit());
                default -> throw unfit(operator, left, right);
            };
        }
        if (left instanceof Value.Quantity || right instanceof Value.Quantity) {
            return Singleton.of(Quantities.calculate(operator, left, right));
        }
        throw unfit(operator, left, right);
    }

    private static List<Node> moved(Value.When when, BigDecimal amount, String unit) {
        return Singleton.of((Value) new Value.When(Calendar.plus(when.temporal(), amount, unit)));
    }

    static RuntimeException unfit(Operator operator, Value left, Value right) {
        return PathFailure.evaluation(
                operator.symbol() + " does not work on a " + left.type() + " and a " + right.type());
    }

    private static String orEmpty(List<Node> nodes) {
        String text = Singleton.text(nodes);
        return text == null ? "" : text;
    }

    private static List<Node> integers(Operator operator, long left, long right) {
        return switch (operator) {
            case PLUS -> integer(left + right);
            case MINUS -> integer(left - right);
            case TIMES -> integer(left * right);
            case DIV -> right == 0 ? List.of() : integer(left / right);
            case MOD -> right == 0 ? List.of() : integer(left % right);
            default -> throw new IllegalArgumentException(operator.symbol());
        };
    }

    private static List<Node> decimals(Operator operator, BigDecimal left, BigDecimal right) {
        boolean byZero = right.signum() == 0;
        return switch (operator) {
            case PLUS -> decimal(left.add(right));
            case MINUS -> decimal(left.subtract(right));
            case TIMES -> decimal(left.multiply(right, PRODUCTS));
            case DIVIDE -> byZero ? List.of() : decimal(divide(left, right));
            case DIV -> byZero ? List.of() : integer(left.divideToIntegralValue(right));
            case MOD -> byZero ? List.of() : decimal(left.remainder(right));
            default -> throw new IllegalArgumentException(operator.symbol());
        };
    }

    static BigDecimal divide(BigDecimal left, BigDecimal right) {
        BigDecimal quotient = left.divide(right, PRECISION).stripTrailingZeros();
        return quotient.scale() < 0 ? quotient.setScale(0) : quotient;
    }

    /** A whole number; empty beyond 32 bits, as N1 asks of overflow. */
    static List<Node> integer(long number) {
        return (int) number == number ? Singleton.of((int) number) : List.of();
    }

    static List<Node> integer(BigDecimal number) {
        @Nullable Value value;
        try {
            value = new Value.Int(number.intValueExact());
        } catch (ArithmeticException e) {
            value = null;
        }
        return Singleton.of(value);
    }

    static List<Node> decimal(BigDecimal number) {
        return List.of(new Value.Decimal(number));
    }
}
