package org.throughline.fhir.path;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.throughline.fhir.path.Functions.Entry;

/** <a href="http://hl7.org/fhirpath/N1/#math">Math</a>. */
final class MathFunctions {
    private MathFunctions() {}

    /** What makes a number of a number. */
    @FunctionalInterface
    private interface Change {
        List<Node> apply(BigDecimal number);
    }

    /** What makes a double of a double; NaN and infinity stand for nothing. */
    @FunctionalInterface
    private interface Real {
        double apply(double number);
    }

    static void add(Map<String, Entry> all) {
        all.put("abs", new Entry(0, 0, (arguments, input) -> abs(input)));
        all.put("ceiling", change(number -> Arithmetic.integer(number.setScale(0, RoundingMode.CEILING))));
        all.put("floor", change(number -> Arithmetic.integer(number.setScale(0, RoundingMode.FLOOR))));
        all.put("truncate", change(number -> Arithmetic.integer(number.setScale(0, RoundingMode.DOWN))));
        all.put("exp", real(Math::exp));
        all.put("ln", real(Math::log));
        all.put("sqrt", real(Math::sqrt));
        all.put("log", new Entry(1, 1, MathFunctions::log));
        all.put("power", new Entry(1, 1, MathFunctions::power));
        all.put("round", new Entry(0, 1, MathFunctions::round));
    }

    private static Entry change(Change change) {
        return new Entry(0, 0, (arguments, input) -> {
            Value value = Singleton.value(input);
            return value == null ? List.of() : change.apply(number(value));
        });
    }

    private static Entry real(Real real) {
        return change(number -> decimal(real.apply(number.doubleValue())));
    }

    private static BigDecimal number(Value value) {
        BigDecimal number = Equality.decimal(value);
        if (number == null) {
            throw PathFailure.evaluation("a number is needed where there is a " + value.type());
        }
        return number;
    }

    private static List<Node> decimal(double number) {
        return Double.isFinite(number) ? Arithmetic.decimal(BigDecimal.valueOf(number)) : List.of();
    }

    private static List<Node> abs(List<Node> input) {
        Value value = Singleton.value(input);
        return switch (value) {
            case null -> List.of();
            case Value.Int number -> Arithmetic.integer(Math.abs((long) number.number()));
            case Value.Quantity quantity ->
                Singleton.of((Value) new Value.Quantity(quantity.number().abs(), quantity.unit(), quantity.calendar()));
            default -> Arithmetic.decimal(number(value).abs());
        };
    }

    private static List<Node> log(Arguments arguments, List<Node> input) {
        Value value = Singleton.value(input);
        Value base = arguments.value(0);
        if (value == null || base == null) {
            return List.of();
        }
        double quotient =
                Math.log(number(value).doubleValue()) / Math.log(number(base).doubleValue());
        // A logarithm that is a whole number comes out a hair off it.
        double whole = Math.rint(quotient);
        return decimal(Math.abs(quotient - whole) < 1e-12 ? whole : quotient);
    }

    private static List<Node> power(Arguments arguments, List<Node> input) {
        Value value = Singleton.value(input);
        Value exponent = arguments.value(0);
        if (value == null || exponent == null) {
            return List.of();
        }
        BigDecimal base = number(value);
        if (exponent instanceof Value.Int whole && whole.number() >= 0 && whole.number() <= 1000) {
            BigDecimal power = base.pow(whole.number(), Arithmetic.PRECISION);
            return value instanceof Value.Int ? Arithmetic.integer(power) : Arithmetic.decimal(power);
        }
        return decimal(Math.pow(base.doubleValue(), number(exponent).doubleValue()));
    }

    private static List<Node> round(Arguments arguments, List<Node> input) {
        Value value = Singleton.value(input);
        if (value == null) {
            return List.of();
        }
        Integer digits = arguments.has(0) ? arguments.number(0) : null;
        int scale = digits == null ? 0 : digits;
        if (scale < 0 || scale > 100) {
            throw PathFailure.evaluation("round takes 0 to 100 digits");
        }
        BigDecimal rounded = number(value).setScale(scale, RoundingMode.HALF_UP);
        return scale == 0 ? Arithmetic.integer(rounded) : Arithmetic.decimal(rounded);
    }
}
