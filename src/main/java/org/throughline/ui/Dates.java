package org.throughline.ui;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Dates as the staff read them: {@code 14-Jul-2025}, which nobody can take for another. FHIR's partial dates stay
 * partial: {@code Jul-2025}, {@code 2025}. What cannot be read as a date is shown as it is.
 *
 * @param zone the practice's time zone, in which instants are shown
 */
public record Dates(ZoneId zone) {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);

    private static final int MOST_DAYS_AGO = 60;

    /** A FHIR date, dateTime or instant as a date. */
    public String date(String fhir) {
        try {
            return switch (fhir.length()) {
                case 0 -> "";
                case 4 -> fhir;
                case 7 -> month(Integer.parseInt(fhir.substring(5))) + "-" + fhir.substring(0, 4);
                case 10 -> day(LocalDate.parse(fhir));
                default -> day(local(fhir));
            };
        } catch (DateTimeException | NumberFormatException e) {
            return fhir;
        }
    }

    /** A moment to the minute: {@code 14-Jul-2025 09:15}; in UTC it says so. */
    public String moment(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        String time = day(local.toLocalDate()) + String.format(" %02d:%02d", local.getHour(), local.getMinute());
        return zone.normalized().equals(ZoneOffset.UTC) ? time + " UTC" : time;
    }

    /** A moment as patients read it: {@code Monday 14 July 2025, 09:15}; in UTC it says so. */
    public String longMoment(Instant instant) {
        return longDay(instant.atZone(zone).toLocalDate()) + ", " + time(instant);
    }

    /** A day as patients read it: {@code Monday 14 July 2025}. */
    public String longDay(LocalDate day) {
        return LONG_DAY.format(day);
    }

    /** The time of a moment: {@code 09:15}; in UTC it says so. */
    public String time(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        String time = String.format("%02d:%02d", local.getHour(), local.getMinute());
        return zone.normalized().equals(ZoneOffset.UTC) ? time + " UTC" : time;
    }

    /** A FHIR dateTime to the minute, as far as it says so: {@code 14-Jul-2025 09:15}. */
    public String time(String fhir) {
        try {
            if (fhir.length() <= 10) {
                return date(fhir);
            }
            ZonedDateTime local = instant(fhir).atZone(zone);
            return day(local.toLocalDate()) + String.format(" %02d:%02d", local.getHour(), local.getMinute());
        } catch (DateTimeException e) {
            return fhir;
        }
    }

    /** The day of a moment. */
    public String day(Instant instant) {
        return day(instant.atZone(zone).toLocalDate());
    }

    /** The age in years, or in months under two years, weeks under two months; empty when the birth date is partial. */
    public String age(String birthDate, String until, LocalDate today) {
        try {
            LocalDate end = until.length() >= 10 ? local(until) : today;
            Period age = Period.between(LocalDate.parse(birthDate), end);
            long months = age.toTotalMonths();
            if (months >= 24) {
                return age.getYears() + " y";
            }
            return months >= 2
                    ? months + " m"
                    : (end.toEpochDay() - LocalDate.parse(birthDate).toEpochDay()) / 7 + " w";
        } catch (DateTimeException e) {
            return "";
        }
    }

    /** A day for comparing and plotting: days since 1970, a partial date meaning its first day. */
    public double dayNumber(String fhir) {
        try {
            return switch (fhir.length()) {
                case 4 -> LocalDate.of(Integer.parseInt(fhir), 1, 1).toEpochDay();
                case 7 -> LocalDate.parse(fhir + "-01").toEpochDay();
                case 10 -> LocalDate.parse(fhir).toEpochDay();
                default -> instant(fhir).getEpochSecond() / 86_400.0;
            };
        } catch (DateTimeException | NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** How long before a day something was: {@code today}, {@code 3 days ago}; empty beyond two months and for what is partial. */
    public String ago(String fhir, LocalDate today) {
        try {
            long days =
                    fhir.length() < 10 ? -1 : today.toEpochDay() - local(fhir).toEpochDay();
            if (days < 0 || days > MOST_DAYS_AGO) {
                return "";
            }
            return days == 0 ? "today" : days == 1 ? "yesterday" : days + " days ago";
        } catch (DateTimeException e) {
            return "";
        }
    }

    private LocalDate local(String fhir) {
        return fhir.length() == 10
                ? LocalDate.parse(fhir)
                : instant(fhir).atZone(zone).toLocalDate();
    }

    private static Instant instant(String fhir) {
        return OffsetDateTime.parse(fhir).toInstant();
    }

    private static String day(LocalDate date) {
        String day = date.getDayOfMonth() < 10 ? "0" + date.getDayOfMonth() : "" + date.getDayOfMonth();
        return day + "-" + month(date.getMonthValue()) + "-" + date.getYear();
    }

    private static String month(int number) {
        if (number < 1 || number > 12) {
            throw new DateTimeException("No month has the number " + number);
        }
        return MONTHS.get(number - 1);
    }
}
