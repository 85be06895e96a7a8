package org.throughline.fhir.time;

import org.jspecify.annotations.Nullable;

/**
 * A half-open range of time in microseconds since 1970, UTC. A FHIR date of any precision is the range of all instants
 * that it could mean: {@code 2013-01} is the month. A date without an offset is taken as UTC.
 *
 * @param low first instant; {@link Long#MIN_VALUE} when the range has no beginning
 * @param high first instant after; {@link Long#MAX_VALUE} when the range has no end
 * @see <a href="https://hl7.org/fhir/R4/search.html#date">Date search</a>
 */
public record TimeRange(long low, long high) {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 24 * 60 * MINUTE;

    /** The range of a FHIR date, dateTime or instant, minutes included; null when the text is none. */
    public static @Nullable TimeRange parse(String text) {
        return new Reader(text).range();
    }

    public boolean contains(TimeRange other) {
        return low <= other.low && other.high <= high;
    }

    public boolean overlaps(TimeRange other) {
        return low < other.high && other.low < high;
    }

    /** The smallest range that holds both. */
    public TimeRange span(TimeRange other) {
        return new TimeRange(Math.min(low, other.low), Math.max(high, other.high));
    }

    /** Days from 1970-01-01 to the first of a month, which may be 13 for the next January. */
    private static long daysTo(int year, int month, int day) {
        // Howard Hinnant's days_from_civil: years start in March, so that the leap day is the last.
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int ofEra = y - era * 400;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719468;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Reads by position; each step gives null when the text breaks the form. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        @Nullable
        TimeRange range() {
            int year = number(4);
            if (year < 1) {
                return null;
            }
            if (atEnd()) {
                return days(daysTo(year, 1, 1), daysTo(year + 1, 1, 1));
            }
            int month = skip('-') ? number(2) : -1;
            if (month < 1 || month > 12) {
                return null;
            }
            if (atEnd()) {
                long first = daysTo(year, month, 1);
                return days(first, first + daysIn(year, month));
            }
            int day = skip('-') ? number(2) : -1;
            if (day < 1 || day > daysIn(year, month)) {
                return null;
            }
            long days = daysTo(year, month, day);
            return atEnd() ? days(days, days + 1) : time(days * DAY);
        }

        private static TimeRange days(long from, long to) {
            return new TimeRange(from * DAY, to * DAY);
        }

        private @Nullable TimeRange time(long midnight) {
            int hour = skip('T') ? number(2) : -1;
            int minute = skip(':') ? number(2) : -1;
            if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
                return null;
            }
            long low = midnight + (hour * 60L + minute) * MINUTE;
            long width = MINUTE;
            if (skip(':')) {
                int second = number(2);
                if (second < 0 || second > 60) {
                    return null;
                }
                low += second * SECOND;
                width = SECOND;
                if (skip('.')) {
                    int from = at;
                    low += fraction();
                    width = width(at - from);
                    if (width == 0) {
                        return null;
                    }
                }
            }
            return zoned(low, width);
        }

        private @Nullable TimeRange zoned(long low, long width) {
            if (atEnd() || skip('Z')) {
                return atEnd() ? new TimeRange(low, low + width) : null;
            }
            // A plus sign that was not escaped in a URL arrives as a space.
            int sign = skip('+') || skip(' ') ? 1 : skip('-') ? -1 : 0;
            int hours = number(2);
            int minutes = skip(':') ? number(2) : -1;
            if (sign == 0 || hours < 0 || hours > 14 || minutes < 0 || minutes > 59 || !atEnd()) {
                return null;
            }
            long utc = low - sign * (hours * 60L + minutes) * MINUTE;
            return new TimeRange(utc, utc + width);
        }

        /** Microseconds of the digits after the point; digits beyond the sixth are passed over. */
        private long fraction() {
            long micros = 0;
            long unit = SECOND / 10;
            for (; !atEnd() && isDigit(text.charAt(at)); at++) {
                micros += (text.charAt(at) - '0') * unit;
                unit /= 10;
            }
            return micros;
        }

        private static long width(int digits) {
            long width = digits == 0 ? 0 : SECOND;
            for (int i = 0; i < digits && width > 1; i++) {
                width /= 10;
            }
            return width;
        }

        private int number(int digits) {
            if (at + digits > text.length()) {
                return -1;
            }
            int number = 0;
            for (int i = 0; i < digits; i++) {
                char c = text.charAt(at++);
                if (!isDigit(c)) {
                    return -1;
                }
                number = number * 10 + (c - '0');
            }
            return number;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private boolean skip(char wanted) {
            if (!atEnd() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private boolean atEnd() {
            return at == text.length();
        }
    }
}
