package org.throughline.fhir.path;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.path.Functions.Entry;

/** <a href="http://hl7.org/fhirpath/N1/#conversion">Conversion</a>: {@code toInteger} and its like, {@code convertsTo…}. */
final class ConversionFunctions {
    private ConversionFunctions() {}

    /** What turns a value into another; null when it cannot be. */
    @FunctionalInterface
    private interface Conversion {
        @Nullable
        Value apply(Value value);
    }

    static void add(Map<String, Entry> all) {
        add(all, "Boolean", ConversionFunctions::toBoolean);
        add(all, "Integer", ConversionFunctions::toInteger);
        add(all, "Decimal", ConversionFunctions::toDecimal);
        add(all, "String", ConversionFunctions::toText);
        add(all, "Date", value -> toMoment(value, Temporal.Kind.DATE));
        add(all, "DateTime", value -> toMoment(value, Temporal.Kind.DATE_TIME));
        add(all, "Time", value -> toMoment(value, Temporal.Kind.TIME));
        add(all, "Quantity", ConversionFunctions::toQuantity);
    }

    private static void add(Map<String, Entry> all, String type, Conversion conversion) {
        all.put("to" + type, new Entry(0, 1, (arguments, input) -> {
            Value value = Singleton.value(input);
            return value == null ? List.of() : Singleton.of(conversion.apply(value));
        }));
        all.put("convertsTo" + type, new Entry(0, 1, (arguments, input) -> {
            Value value = Singleton.value(input);
            return value == null ? List.of() : Singleton.of(conversion.apply(value) != null);
        }));
    }

    private static @Nullable Value toBoolean(Value value) {
        Boolean truth = switch (value) {
            case Value.Bool bool -> bool.truth();
            case Value.Text text -> truth(text.text().toLowerCase(Locale.ROOT));
            default -> {
                BigDecimal number = Equality.decimal(value);
                yield number == null ? null : truth(number.stripTrailingZeros().toPlainString());
            }
        };
        return truth == null ? null : new Value.Bool(truth);
    }

    private static @Nullable Boolean truth(String text) {
        return switch (text) {
            case "true", "t", "yes", "y", "1", "1.0" -> true;
            case "false", "f", "no", "n", "0", "0.0" -> false;
            default -> null;
        };
    }

    private static @Nullable Value toInteger(Value value) {
        return switch (value) {
            case Value.Int number -> number;
            case Value.Bool bool -> new Value.Int(bool.truth() ? 1 : 0);
            case Value.Text text -> integer(text.text());
            default -> null;
        };
    }

    private static @Nullable Value integer(String text) {
        try {
            return new Value.Int(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Value toDecimal(Value value) {
        return switch (value) {
            case Value.Decimal decimal -> decimal;
            case Value.Int number -> new Value.Decimal(BigDecimal.valueOf(number.number()));
            case Value.Bool bool -> new Value.Decimal(new BigDecimal(bool.truth() ? "1.0" : "0.0"));
            case Value.Text text -> {
                BigDecimal number = number(text.text());
                yield number == null ? null : new Value.Decimal(number);
            }
            default -> null;
        };
    }

    /** Digits with a sign and a point at most: exponents are not part of FHIRPath and could be huge. */
    private static @Nullable BigDecimal number(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("+-.0123456789".indexOf(text.charAt(i)) < 0) {
                return null;
            }
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Value toText(Value value) {
        return value instanceof Value.Text ? value : new Value.Text(value.toString());
    }

    private static @Nullable Value toMoment(Value value, Temporal.Kind kind) {
        return switch (value) {
            case Value.Text text ->
                Values.when(
                        switch (kind) {
                            case DATE -> Temporal.date(text.text());
                            case DATE_TIME -> Temporal.dateTime(text.text());
                            case TIME -> Temporal.time(text.text());
                        });
            case Value.When when -> Values.when(convert(when.temporal(), kind));
            default -> null;
        };
    }

    private static @Nullable Temporal convert(Temporal temporal, Temporal.Kind kind) {
        if (temporal.kind() == kind) {
            return temporal;
        }
        return switch (kind) {
            case TIME -> null;
            case DATE_TIME -> temporal.kind() == Temporal.Kind.DATE ? temporal.as(kind) : null;
            case DATE -> temporal.kind() == Temporal.Kind.DATE_TIME ? temporal.toDate() : null;
        };
    }

    private static @Nullable Value toQuantity(Value value) {
        return switch (value) {
            case Value.Text text -> quantity(text.text().strip());
            case Value.Bool bool -> new Value.Quantity(new BigDecimal(bool.truth() ? "1.0" : "0.0"), "1", false);
            default -> Quantities.of(value);
        };
    }

    /** {@code 4}, {@code 4 days}, {@code 4 'mg'}. */
    private static @Nullable Value quantity(String text) {
        int space = text.indexOf(' ');
        BigDecimal number = number(space < 0 ? text : text.substring(0, space));
        if (number == null) {
            return null;
        }
        String unit = space < 0 ? "'1'" : text.substring(space).strip();
        if (unit.length() > 2 && unit.startsWith("'") && unit.endsWith("'")) {
            return new Value.Quantity(number, unit.substring(1, unit.length() - 1), false);
        }
        return Calendar.isWord(unit) ? new Value.Quantity(number, unit, true) : null;
    }
}
