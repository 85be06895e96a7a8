package org.throughline.fhir.validate;

import java.time.Year;
import java.time.YearMonth;

/** Dates and times in FHIR's form, read by position; years 0001 to 9999, days that exist, a leap second allowed. */
final class Dates {
    private static final int DAY = 10;
    private static final int SECONDS = 19;

    private Dates() {}

    static boolean isDate(String text) {
        return switch (text.length()) {
            case 4 -> isYear(text);
            case 7 -> isMonth(text);
            case DAY -> isDay(text);
            default -> false;
        };
    }

    static boolean isDateTime(String text) {
        return text.length() <= DAY ? isDate(text) : isInstant(text);
    }

    static boolean isInstant(String text) {
        if (text.length() <= SECONDS || !isDay(text) || text.charAt(DAY) != 'T' || !isClock(text, DAY + 1)) {
            return false;
        }
        int zone = fractionEnd(text, SECONDS);
        return zone > 0 && isOffset(text, zone);
    }

    static boolean isTime(String text) {
        return text.length() >= 8 && isClock(text, 0) && fractionEnd(text, 8) == text.length();
    }

    private static boolean isYear(String text) {
        return number(text, 0, 4) >= 1;
    }

    private static boolean isMonth(String text) {
        int month = number(text, 5, 2);
        return isYear(text) && text.charAt(4) == '-' && month >= 1 && month <= 12;
    }

    private static boolean isDay(String text) {
        if (!isMonth(text) || text.charAt(7) != '-') {
            return false;
        }
        int day = number(text, 8, 2);
        return day >= 1 && (day <= 28 || day <= daysIn(number(text, 0, 4), number(text, 5, 2)));
    }

    private static int daysIn(int year, int month) {
        return month == 2
                ? (Year.isLeap(year) ? 29 : 28)
                : YearMonth.of(year, month).lengthOfMonth();
    }

    /** hh:mm:ss from a position on. */
    private static boolean isClock(String text, int at) {
        int hour = number(text, at, 2);
        int minute = number(text, at + 3, 2);
        int second = number(text, at + 6, 2);
        return hour >= 0
                && hour <= 23
                && text.charAt(at + 2) == ':'
                && minute >= 0
                && minute <= 59
                && text.charAt(at + 5) == ':'
                && second >= 0
                && second <= 60;
    }

    /** Where a fraction of a second that may begin here ends; -1 when it has no digits. */
    private static int fractionEnd(String text, int start) {
        if (start >= text.length() || text.charAt(start) != '.') {
            return start;
        }
        int end = start + 1;
        while (end < text.length() && Characters.isDigit(text.charAt(end))) {
            end++;
        }
        return end == start + 1 ? -1 : end;
    }

    private static boolean isOffset(String text, int at) {
        if (text.length() == at + 1) {
            return text.charAt(at) == 'Z';
        }
        if (text.length() != at + 6 || "+-".indexOf(text.charAt(at)) < 0 || text.charAt(at + 3) != ':') {
            return false;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        return hours >= 0 && minutes >= 0 && minutes <= 59 && (hours < 14 || (hours == 14 && minutes == 0));
    }

    /** The number of so many digits at a position; -1 when they are not digits. */
    private static int number(String text, int at, int length) {
        int value = 0;
        for (int i = at; i < at + length; i++) {
            char c = text.charAt(i);
            if (!Characters.isDigit(c)) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
