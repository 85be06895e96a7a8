package org.throughline.fhir.path;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * A date, date with time or time of day that knows how precise it is: {@code 2024-05} is a month, not its first day.
 *
 * @param local the fields; those beyond the precision are at their lowest; a time of day stands on 1970-01-01
 * @param digits how many digits of a second were written, 0 to 9
 * @param offset from UTC; null when none was written
 */
public record Temporal(
        Kind kind,
        Precision precision,
        LocalDateTime local,
        int digits,
        @Nullable ZoneOffset offset) {

    /** Which of the three it is. */
    public enum Kind {
        DATE,
        DATE_TIME,
        TIME
    }

    /** The smallest field that is known. */
    public enum Precision {
        YEAR,
        MONTH,
        DAY,
        HOUR,
        MINUTE,
        SECOND
    }

    static final LocalDate NO_DAY = LocalDate.EPOCH;

    /** Reads a FHIR date ({@code 2024}, {@code 2024-05}, {@code 2024-05-01}); null when it is none. */
    public static @Nullable Temporal date(String text) {
        return new TemporalReader(text).read(Kind.DATE);
    }

    /** Reads a date or a date with time, seconds and offset optional; null when it is none. */
    public static @Nullable Temporal dateTime(String text) {
        return new TemporalReader(text).read(Kind.DATE_TIME);
    }

    /** Reads a time of day; null when it is none. */
    public static @Nullable Temporal time(String text) {
        return new TemporalReader(text).read(Kind.TIME);
    }

    /** The same moment with another kind: a date is a date with time of which the time is not known. */
    Temporal as(Kind other) {
        return new Temporal(other, precision, local, digits, offset);
    }

    /** The day of a date with time, as precise as it is. */
    Temporal toDate() {
        Precision day = precision.compareTo(Precision.DAY) < 0 ? precision : Precision.DAY;
        return new Temporal(Kind.DATE, day, local.toLocalDate().atStartOfDay(), 0, null);
    }

    /**
     * Less than, equal to or greater than 0; null when that cannot be said, because one is less precise than the
     * other or only one of them has an offset.
     */
    @Nullable
    Integer compare(Temporal other) {
        boolean timed = precision.compareTo(Precision.DAY) > 0 && other.precision.compareTo(Precision.DAY) > 0;
        LocalDateTime mine = local;
        LocalDateTime theirs = other.local;
        if (timed && offset != null && other.offset != null) {
            mine = local.minusSeconds(offset.getTotalSeconds());
            theirs = other.local.minusSeconds(other.offset.getTotalSeconds());
        } else if (timed && (offset == null) != (other.offset == null)) {
            return farApart(mine, theirs) ? (Integer) mine.compareTo(theirs) : null;
        }
        Precision common = precision.compareTo(other.precision) < 0 ? precision : other.precision;
        int order = truncate(mine, common).compareTo(truncate(theirs, common));
        return order == 0 && precision != other.precision ? null : (Integer) Integer.signum(order);
    }

    /** Offsets lie between -12 and +14 hours, so beyond 26 hours they cannot turn the order round. */
    private static boolean farApart(LocalDateTime one, LocalDateTime other) {
        return one.plusHours(26).isBefore(other) || other.plusHours(26).isBefore(one);
    }

    private static LocalDateTime truncate(LocalDateTime time, Precision to) {
        return switch (to) {
            case YEAR -> LocalDateTime.of(time.getYear(), 1, 1, 0, 0);
            case MONTH -> LocalDateTime.of(time.getYear(), time.getMonth(), 1, 0, 0);
            case DAY -> time.toLocalDate().atStartOfDay();
            case HOUR -> time.toLocalDate().atTime(time.getHour(), 0);
            case MINUTE -> time.toLocalDate().atTime(time.getHour(), time.getMinute());
            case SECOND -> time;
        };
    }

    /** The text as FHIR writes it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(32);
        if (kind != Kind.TIME) {
            text.append(String.format("%04d", local.getYear()));
            two(text, '-', local.getMonthValue(), Precision.MONTH);
            two(text, '-', local.getDayOfMonth(), Precision.DAY);
        }
        if (precision.compareTo(Precision.DAY) > 0) {
            two(text, kind == Kind.TIME ? '\0' : 'T', local.getHour(), Precision.HOUR);
            two(text, ':', local.getMinute(), Precision.MINUTE);
            two(text, ':', local.getSecond(), Precision.SECOND);
            if (digits > 0) {
                text.append('.').append(String.format("%09d", local.get(ChronoField.NANO_OF_SECOND)), 0, digits);
            }
            text.append(offset == null ? "" : offset.getId());
        }
        return text.toString();
    }

    private void two(StringBuilder text, char before, int number, Precision needed) {
        if (precision.compareTo(needed) >= 0) {
            if (before != '\0') {
                text.append(before);
            }
            text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
        }
    }
}
