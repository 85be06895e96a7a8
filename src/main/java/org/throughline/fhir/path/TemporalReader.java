package org.throughline.fhir.path;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.path.Temporal.Kind;
import org.throughline.fhir.path.Temporal.Precision;

/** Reads a {@link Temporal} by position. */
final class TemporalReader {
    private final String text;
    private int at;

    TemporalReader(String text) {
        this.text = text;
    }

    @Nullable
    Temporal read(Kind kind) {
        try {
            Temporal read = kind == Kind.TIME ? timed(kind, Temporal.NO_DAY) : dated(kind);
            return at == text.length() ? read : null;
        } catch (DateTimeException | NumberFormatException | StringIndexOutOfBoundsException e) {
            return null;
        }
    }

    private Temporal dated(Kind kind) {
        int year = number(4);
        if (!skip('-')) {
            skipTime(kind);
            return new Temporal(kind, Precision.YEAR, LocalDate.of(year, 1, 1).atStartOfDay(), 0, null);
        }
        int month = number(2);
        if (!skip('-')) {
            skipTime(kind);
            return new Temporal(
                    kind, Precision.MONTH, LocalDate.of(year, month, 1).atStartOfDay(), 0, null);
        }
        LocalDate day = LocalDate.of(year, month, number(2));
        if (kind == Kind.DATE_TIME && skip('T') && at < text.length()) {
            return timed(kind, day);
        }
        return new Temporal(kind, Precision.DAY, day.atStartOfDay(), 0, null);
    }

    /** FHIRPath writes {@code @2015T} for a date with time of which only the year is known. */
    private void skipTime(Kind kind) {
        if (kind == Kind.DATE_TIME) {
            skip('T');
        }
    }

    private Temporal timed(Kind kind, LocalDate day) {
        int hour = number(2);
        if (!skip(':')) {
            return new Temporal(kind, Precision.HOUR, day.atTime(hour, 0), 0, offset(kind));
        }
        int minute = number(2);
        if (!skip(':')) {
            return new Temporal(kind, Precision.MINUTE, day.atTime(hour, minute), 0, offset(kind));
        }
        int second = number(2);
        int start = at;
        int nanos = skip('.') ? fraction() : 0;
        int digits = Math.max(0, Math.min(9, at - start - 1));
        LocalTime time = LocalTime.of(hour, minute, Math.min(second, 59), nanos);
        return new Temporal(kind, Precision.SECOND, day.atTime(time), digits, offset(kind));
    }

    private int fraction() {
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        String digits = text.substring(start, Math.min(at, start + 9));
        return Integer.parseInt(digits + "000000000".substring(digits.length()));
    }

    private @Nullable ZoneOffset offset(Kind kind) {
        if (kind == Kind.TIME || at == text.length()) {
            return null;
        }
        ZoneOffset offset = ZoneOffset.of(text.substring(at));
        at = text.length();
        return offset;
    }

    private int number(int length) {
        int value = 0;
        for (int end = at + length; at < end; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException();
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }
}
