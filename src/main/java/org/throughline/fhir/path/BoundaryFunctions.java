package org.throughline.fhir.path;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.path.Functions.Entry;
import org.throughline.fhir.path.Temporal.Kind;
import org.throughline.fhir.path.Temporal.Precision;

/** {@code lowBoundary}, {@code highBoundary}, {@code precision} and {@code comparable}. */
final class BoundaryFunctions {
    private static final int MOST_DIGITS = 31;
    private static final int DEFAULT_DIGITS = 8;
    private static final ZoneOffset EASTMOST = ZoneOffset.ofHours(14);
    private static final ZoneOffset WESTMOST = ZoneOffset.ofHours(-12);

    private BoundaryFunctions() {}

    static void add(Map<String, Entry> all) {
        all.put("lowBoundary", new Entry(0, 1, (arguments, input) -> boundary(arguments, input, false)));
        all.put("highBoundary", new Entry(0, 1, (arguments, input) -> boundary(arguments, input, true)));
        all.put("precision", new Entry(0, 0, (arguments, input) -> precision(input)));
        all.put("comparable", new Entry(1, 1, BoundaryFunctions::comparable));
    }

    private static List<Node> boundary(Arguments arguments, List<Node> input, boolean high) {
        Value value = Singleton.value(input);
        Integer digits = arguments.has(0) ? arguments.number(0) : null;
        @Nullable
        Value boundary = switch (value) {
            case null -> null;
            case Value.Quantity quantity -> {
                BigDecimal number = boundary(quantity.number(), digits, high);
                yield number == null ? null : new Value.Quantity(number, quantity.unit(), quantity.calendar());
            }
            case Value.When when -> Values.when(boundary(when.temporal(), digits, high));
            default -> {
                BigDecimal number = Equality.decimal(value);
                BigDecimal edge = number == null ? null : boundary(number, digits, high);
                yield edge == null ? null : new Value.Decimal(edge);
            }
        };
        return Singleton.of(boundary);
    }

    /** Half a unit of the last digit away, to the wanted digits. */
    private static @Nullable BigDecimal boundary(BigDecimal number, @Nullable Integer wanted, boolean high) {
        int digits = wanted == null ? DEFAULT_DIGITS : wanted;
        if (digits < 0 || digits > MOST_DIGITS) {
            return null;
        }
        BigDecimal half = BigDecimal.valueOf(5, number.scale() + 1);
        BigDecimal edge = high ? number.add(half) : number.subtract(half);
        return edge.setScale(digits, high ? RoundingMode.CEILING : RoundingMode.FLOOR);
    }

    private static @Nullable Temporal boundary(Temporal temporal, @Nullable Integer wanted, boolean high) {
        int digits = wanted == null ? most(temporal.kind()) : wanted;
        LocalDateTime edge = high ? last(temporal) : temporal.local();
        if (temporal.kind() == Kind.TIME) {
            return cut(temporal, edge, digits + 8, null);
        }
        ZoneOffset offset = temporal.offset() == null ? (high ? WESTMOST : EASTMOST) : temporal.offset();
        return cut(temporal, edge, digits, offset);
    }

    private static int most(Kind kind) {
        return switch (kind) {
            case DATE -> 8;
            case DATE_TIME -> 17;
            case TIME -> 9;
        };
    }

    /** Cuts to a precision given as the number of digits from the year on. */
    private static @Nullable Temporal cut(
            Temporal temporal, LocalDateTime edge, int digits, @Nullable ZoneOffset offset) {
        Kind kind = temporal.kind();
        return switch (digits) {
            case 4 -> new Temporal(Kind.DATE, Precision.YEAR, edge, 0, null);
            case 6 -> new Temporal(Kind.DATE, Precision.MONTH, edge, 0, null);
            case 8 -> new Temporal(Kind.DATE, Precision.DAY, edge, 0, null);
            case 10 -> new Temporal(kind, Precision.HOUR, edge, 0, offset);
            case 12 -> new Temporal(kind, Precision.MINUTE, edge, 0, offset);
            case 14 -> new Temporal(kind, Precision.SECOND, edge, 0, offset);
            case 17 -> new Temporal(kind == Kind.DATE ? Kind.DATE_TIME : kind, Precision.SECOND, edge, 3, offset);
            default -> null;
        };
    }

    /** The last millisecond that it may mean. FHIR writes no hour without minutes, so an hour means its first minute. */
    private static LocalDateTime last(Temporal temporal) {
        LocalDateTime local = temporal.local();
        return switch (temporal.precision()) {
            case YEAR -> LocalDateTime.of(local.getYear(), 12, 31, 23, 59, 59, 999_000_000);
            case MONTH -> YearMonth.from(local).atEndOfMonth().atTime(23, 59, 59, 999_000_000);
            case DAY -> local.toLocalDate().atTime(23, 59, 59, 999_000_000);
            case HOUR, MINUTE -> local.withSecond(59).withNano(999_000_000);
            case SECOND -> temporal.digits() == 0 ? local.withNano(999_000_000) : local;
        };
    }

    private static List<Node> precision(List<Node> input) {
        Value value = Singleton.value(input);
        return switch (value) {
            case null -> List.of();
            case Value.When when -> Singleton.of(digits(when.temporal()));
            case Value.Decimal decimal -> Singleton.of(decimal.number().scale());
            case Value.Int ignored -> Singleton.of(0);
            default -> List.of();
        };
    }

    private static int digits(Temporal temporal) {
        int fromYear = switch (temporal.precision()) {
            case YEAR -> 4;
            case MONTH -> 6;
            case DAY -> 8;
            case HOUR -> 10;
            case MINUTE -> 12;
            case SECOND -> 14 + temporal.digits();
        };
        return temporal.kind() == Kind.TIME ? fromYear - 8 : fromYear;
    }

    private static List<Node> comparable(Arguments arguments, List<Node> input) {
        Value value = Singleton.value(input);
        Value other = arguments.value(0);
        return value instanceof Value.Quantity one && other instanceof Value.Quantity two
                ? Singleton.of(Quantities.comparable(one, two))
                : List.of();
    }
}
