package org.throughline.immunization.schedule;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as the schedule writes it: "12 months - 4 days". Days may be negative. Added to a date by the general
 * date rules (logic specification, section 3.4): years and months first, a day that does not exist becomes the first of
 * the next month, then weeks and days.
 */
public record Span(int months, int days) {

    private static final Pattern PART =
            Pattern.compile("\\s*([+-]?)\\s*(\\d{1,5})\\s*(years?|months?|weeks?|days?)", Pattern.CASE_INSENSITIVE);

    /** The span that the text says; an {@link IllegalArgumentException} names what is not understood. */
    public static Span parse(String text) {
        Matcher part = PART.matcher(text);
        int months = 0;
        int days = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            int amount = Integer.parseInt(part.group(2)) * ("-".equals(part.group(1)) ? -1 : 1);
            switch (Character.toLowerCase(part.group(3).charAt(0))) {
                case 'y' -> months += 12 * amount;
                case 'm' -> months += amount;
                case 'w' -> days += 7 * amount;
                default -> days += amount;
            }
            end = part.end();
        }
        if (end == 0 || !text.substring(end).isBlank()) {
            throw new IllegalArgumentException("not a length of time: " + text);
        }
        return new Span(months, days);
    }

    /** The date that lies this span after the given one. */
    public LocalDate after(LocalDate date) {
        YearMonth month = YearMonth.from(date).plusMonths(months);
        LocalDate moved = month.isValidDay(date.getDayOfMonth())
                ? month.atDay(date.getDayOfMonth())
                : month.plusMonths(1).atDay(1);
        return moved.plusDays(days);
    }
}
