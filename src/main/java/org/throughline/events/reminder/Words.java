package org.throughline.events.reminder;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a reminder says: when, where, how to say that one cannot come. Never why or with whom. Pure. */
public final class Words {
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy 'at' HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE d MMM 'at' HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CALENDAR =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneId.of("UTC"));
    private static final int LINE = 70;

    private Words() {}

    static String subject(String practice) {
        return "Your appointment at " + practice;
    }

    static String mail(String practice, String place, Instant start, ZoneId zone, String contact) {
        return "This is a reminder of your appointment at " + practice + ".\n\n" + LONG.format(start.atZone(zone))
                + "\n"
                + (place.isEmpty() || place.equals(practice) ? "" : place + "\n")
                + "\nIf you cannot come, please tell us"
                + (contact.isEmpty() ? "" : ": " + contact)
                + ".\nIf you do not want reminders, tell us too.\n";
    }

    static String text(String practice, Instant start, ZoneId zone, String contact) {
        return "Reminder: your appointment at " + practice + ", " + SHORT.format(start.atZone(zone))
                + (contact.isEmpty() ? "." : ". Cannot come? " + contact);
    }

    /**
     * A calendar file with the appointment.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a>
     */
    public static String calendar(String id, String practice, String place, Instant start, Instant end, Instant now) {
        StringBuilder file = new StringBuilder();
        line(file, "BEGIN:VCALENDAR");
        line(file, "VERSION:2.0");
        line(file, "PRODID:-//Throughline//Schedule//EN");
        line(file, "METHOD:PUBLISH");
        line(file, "BEGIN:VEVENT");
        line(file, "UID:" + escaped(id) + "@throughline");
        line(file, "DTSTAMP:" + CALENDAR.format(now));
        line(file, "DTSTART:" + CALENDAR.format(start));
        line(file, "DTEND:" + CALENDAR.format(end));
        line(file, "SUMMARY:" + escaped("Appointment at " + practice));
        if (!place.isEmpty()) {
            line(file, "LOCATION:" + escaped(place));
        }
        line(file, "END:VEVENT");
        line(file, "END:VCALENDAR");
        return file.toString();
    }

    /** Long lines go on in the next, which then begins with a blank. */
    private static void line(StringBuilder file, String line) {
        String rest = line;
        while (rest.length() > LINE) {
            file.append(rest, 0, LINE).append("\r\n ");
            rest = rest.substring(LINE);
        }
        file.append(rest).append("\r\n");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n");
    }
}
