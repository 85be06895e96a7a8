package org.throughline.search.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.database.Fragment;
import org.throughline.fhir.time.TimeRange;
import org.throughline.kernel.Hash;
import org.throughline.search.query.Criterion.Amount;
import org.throughline.search.query.Criterion.Circle;
import org.throughline.search.query.Criterion.Quantity;
import org.throughline.search.query.Criterion.StringMatch;
import org.throughline.search.query.Criterion.Time;
import org.throughline.search.value.Folding;
import org.throughline.search.value.NumberRange;
import org.throughline.search.value.Prefix;
import org.throughline.search.value.Units;

/**
 * Conditions on rows of the tables of ranges, by FHIR's prefixes. Each repeats what follows from it for the indexed
 * column, so that the index bounds it.
 *
 * @param now the instant that {@code ap} measures dates from, in microseconds since 1970
 */
record Ranges(Units units, long now) {
    /** The mean radius of the earth in kilometres. */
    private static final double EARTH = 6371.0088;

    /** Rows of the alias for which one of the values fits. */
    static <T> Function<String, Fragment> any(List<T> values, Function<T, Function<String, Fragment>> each) {
        List<Function<String, Fragment>> all = values.stream().map(each).toList();
        return alias -> new Fragment()
                .join(" OR ", "false", all.stream().map(one -> one.apply(alias)).toList());
    }

    Function<String, Fragment> time(Time time) {
        return alias -> time(time, alias + ".low", alias + ".high");
    }

    /** The condition that a range with these columns fits. */
    Fragment time(Time time, String low, String high) {
        long from = time.range().low();
        long to = time.range().high();
        return switch (time.prefix()) {
            case EQ -> Fragment.of("(" + low + " >= ? AND " + low + " < ? AND " + high + " <= ?)", from, to, to);
            case NE -> Fragment.of("(" + low + " < ? OR " + high + " > ?)", from, to);
            case GT -> Fragment.of("(" + high + " > ?)", to);
            case LT -> Fragment.of("(" + low + " < ?)", from);
            case GE -> Fragment.of("(" + high + " > ? OR " + low + " >= ?)", to, from);
            case LE -> Fragment.of("(" + low + " < ? AND (" + low + " < ? OR " + high + " <= ?))", to, from, to);
            case SA -> Fragment.of("(" + low + " >= ?)", to);
            case EB -> Fragment.of("(" + low + " < ? AND " + high + " <= ?)", from, from);
            case AP -> {
                TimeRange near = around(time.range());
                yield Fragment.of("(" + low + " < ? AND " + high + " > ?)", near.high(), near.low());
            }
        };
    }

    /** A tenth of the time between now and the range, to each side. */
    TimeRange around(TimeRange range) {
        long gap = Math.max(0, Math.max(now - range.high(), range.low() - now));
        return new TimeRange(range.low() - gap / 10, range.high() + gap / 10);
    }

    static Function<String, Fragment> amount(Amount amount) {
        return alias -> compare(alias + ".value", amount.prefix(), amount.range());
    }

    Function<String, Fragment> quantity(Quantity quantity) {
        String code = quantity.code();
        if (code == null) {
            return alias -> compare(alias + ".raw", quantity.prefix(), quantity.range());
        }
        if (quantity.system() == null) {
            return alias -> Fragment.of("(" + alias + ".code = ? AND ", Hash.of(code))
                    .add(compare(alias + ".raw", quantity.prefix(), quantity.range()))
                    .add(")");
        }
        Units.Canonical unit = units.canonical(quantity.system(), code);
        NumberRange range = quantity.range().in(unit);
        return alias -> Fragment.of("(" + alias + ".unit = ? AND ", unit.unit())
                .add(compare(alias + ".value", quantity.prefix(), range))
                .add(")");
    }

    private static Fragment compare(String column, Prefix prefix, NumberRange range) {
        double value = real(range.value());
        return switch (prefix) {
            case EQ ->
                Fragment.of("(" + column + " >= ? AND " + column + " < ?)", real(range.low()), real(range.high()));
            case NE ->
                Fragment.of("(" + column + " < ? OR " + column + " >= ?)", real(range.low()), real(range.high()));
            case GT, SA -> Fragment.of("(" + column + " > ?)", value);
            case LT, EB -> Fragment.of("(" + column + " < ?)", value);
            case GE -> Fragment.of("(" + column + " >= ?)", value);
            case LE -> Fragment.of("(" + column + " <= ?)", value);
            case AP -> {
                NumberRange near = range.approximately();
                yield Fragment.of("(" + column + " >= ? AND " + column + " <= ?)", real(near.low()), real(near.high()));
            }
        };
    }

    /** A position, whose latitude is the value and whose longitude is the raw value, within a circle on the earth. */
    static Function<String, Fragment> near(Circle circle) {
        double degrees = Math.toDegrees(circle.radius() / EARTH);
        double latitude = Math.toRadians(circle.latitude());
        return alias -> Fragment.of(
                "(" + alias + ".value >= ? AND " + alias + ".value <= ? AND 2 * asin(least(1, sqrt("
                        + "power(sin((radians(" + alias + ".value) - ?) / 2), 2) + ? * cos(radians(" + alias
                        + ".value)) * power(sin((radians(" + alias + ".raw) - ?) / 2), 2)))) <= ?)",
                circle.latitude() - degrees,
                circle.latitude() + degrees,
                latitude,
                Math.cos(latitude),
                Math.toRadians(circle.longitude()),
                circle.radius() / EARTH);
    }

    /** A text with all words of one of the lists. */
    static Function<String, Fragment> words(List<List<String>> any) {
        String query = any.stream()
                .map(all -> all.stream().map(Ranges::lexeme).collect(Collectors.joining(" & ", "(", ")")))
                .collect(Collectors.joining(" | "));
        return alias -> Fragment.of("(" + alias + ".words @@ ?::tsquery)", query);
    }

    /** Words are of letters and digits, so that nothing in them means anything to PostgreSQL. */
    private static String lexeme(String word) {
        return word.endsWith("*") ? "'" + word.substring(0, word.length() - 1) + "':*" : "'" + word + "'";
    }

    private static double real(BigDecimal value) {
        return value.doubleValue();
    }

    static Function<String, Fragment> string(StringMatch match, String text) {
        return switch (match) {
            case STARTS -> starting(text);
            case CONTAINS -> alias -> Fragment.of("(" + alias + ".folded LIKE ?)", Texts.anywhere(text));
            case EXACT ->
                alias -> Fragment.of(
                        "(" + alias + ".folded = ? AND " + alias + ".exact = ?)",
                        Folding.kept(Folding.fold(text)),
                        Folding.kept(text));
        };
    }

    static Function<String, Fragment> starting(String text) {
        String kept = Folding.kept(text);
        return alias ->
                Fragment.of("(" + alias + ".folded >= ? AND " + alias + ".folded < ?)", kept, Texts.after(kept));
    }
}
