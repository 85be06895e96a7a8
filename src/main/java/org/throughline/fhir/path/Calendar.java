package org.throughline.fhir.path;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moving dates and times by an amount, see <a href="http://hl7.org/fhirpath/N1/#datetime-arithmetic">arithmetic</a>. */
final class Calendar {
    /** Singular words and UCUM codes of definite length; UCUM's month and year are means, which no date can be moved by. */
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("year", Unit.YEAR),
            Map.entry("month", Unit.MONTH),
            Map.entry("week", Unit.WEEK),
            Map.entry("wk", Unit.WEEK),
            Map.entry("day", Unit.DAY),
            Map.entry("d", Unit.DAY),
            Map.entry("hour", Unit.HOUR),
            Map.entry("h", Unit.HOUR),
            Map.entry("minute", Unit.MINUTE),
            Map.entry("min", Unit.MINUTE),
            Map.entry("second", Unit.SECOND),
            Map.entry("s", Unit.SECOND),
            Map.entry("millisecond", Unit.MILLISECOND),
            Map.entry("ms", Unit.MILLISECOND));

    private static final Map<String, String> UCUM =
            Map.of("week", "wk", "day", "d", "hour", "h", "minute", "min", "second", "s", "millisecond", "ms");

    private enum Unit {
        YEAR,
        MONTH,
        WEEK,
        DAY,
        HOUR,
        MINUTE,
        SECOND,
        MILLISECOND
    }

    private Calendar() {}

    /** Whether a text is one of {@code year} … {@code milliseconds}. */
    static boolean isWord(String text) {
        String singular = singular(text);
        return UCUM.containsKey(singular) || singular.equals("year") || singular.equals("month");
    }

    /** The UCUM code of a calendar word of definite length; null for years and months. */
    static @Nullable String ucum(String word) {
        return UCUM.get(singular(word));
    }

    static String singular(String word) {
        String shorter = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return UNITS.containsKey(shorter) ? shorter : word;
    }

    /** The moment an amount later (earlier, for a negative one); whole units only, and no finer than the moment is. */
    static Temporal plus(Temporal temporal, BigDecimal amount, String unitText) {
        Unit unit = UNITS.get(singular(unitText));
        if (unit == null) {
            throw PathFailure.evaluation("a date cannot be moved by the unit '" + unitText + "'");
        }
        long count;
        try {
            count = amount.toBigInteger().longValueExact();
        } catch (ArithmeticException e) {
            throw PathFailure.evaluation("a date cannot be moved by so much");
        }
        if (Math.abs(count) > 1_000_000_000_000L) {
            throw PathFailure.evaluation("a date cannot be moved by so much");
        }
        LocalDateTime moved = moved(temporal, unit, count);
        LocalDateTime kept =
                temporal.kind() == Temporal.Kind.TIME ? Temporal.NO_DAY.atTime(moved.toLocalTime()) : moved;
        if (kept.getYear() < 1 || kept.getYear() > 9999) {
            throw PathFailure.evaluation("the date leaves the years 1 to 9999");
        }
        return new Temporal(temporal.kind(), temporal.precision(), kept, temporal.digits(), temporal.offset());
    }

    private static LocalDateTime moved(Temporal temporal, Unit unit, long count) {
        LocalDateTime local = temporal.local();
        return switch (temporal.precision()) {
            case YEAR -> local.plusYears(coarse(unit, count, Unit.YEAR));
            case MONTH ->
                unit == Unit.YEAR ? local.plusYears(count) : local.plusMonths(coarse(unit, count, Unit.MONTH));
            case DAY ->
                unit.compareTo(Unit.DAY) <= 0
                        ? exactly(local, unit, count)
                        : local.plusDays(coarse(unit, count, Unit.DAY));
            default -> exactly(local, unit, count);
        };
    }

    /** A unit finer than the date's own is turned into whole ones of the date's, by 12 months and 365 or 30 days. */
    private static long coarse(Unit unit, long count, Unit wanted) {
        long days = switch (unit) {
            case YEAR -> count * 365;
            case MONTH -> count * 30;
            case WEEK -> count * 7;
            case DAY -> count;
            case HOUR -> count / 24;
            case MINUTE -> count / (24 * 60);
            case SECOND -> count / (24 * 3600);
            case MILLISECOND -> count / (24 * 3_600_000L);
        };
        if (unit == wanted) {
            return count;
        }
        return switch (wanted) {
            case YEAR -> unit == Unit.MONTH ? count / 12 : days / 365;
            case MONTH -> days / 30;
            default -> days;
        };
    }

    private static LocalDateTime exactly(LocalDateTime local, Unit unit, long count) {
        return switch (unit) {
            case YEAR -> local.plusYears(count);
            case MONTH -> local.plusMonths(count);
            case WEEK -> local.plusWeeks(count);
            case DAY -> local.plusDays(count);
            case HOUR -> local.plusHours(count);
            case MINUTE -> local.plusMinutes(count);
            case SECOND -> local.plusSeconds(count);
            case MILLISECOND -> local.plusNanos(count * 1_000_000);
        };
    }
}
