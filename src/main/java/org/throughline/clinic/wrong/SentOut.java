package org.throughline.clinic.wrong;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;
import org.throughline.care.wrong.WrongChart;
import org.throughline.events.reminder.ReminderRow;
import org.throughline.events.reminder.ReminderRow.State;
import org.throughline.events.reminder.ReminderRows;
import org.throughline.privacy.trail.PlainWords;
import org.throughline.ui.Dates;

/**
 * What left the practice about something, as far as the product knows: reminders of its appointment, papers that were made,
 * what was given to others, what programs read and sent on.
 */
record SentOut(ReminderRows reminders, Clock clock) {
    private static final int MOST = 20;
    private static final String PAPER = "/pdf";

    /** In words, one thing a line, the newest first. */
    List<String> of(WrongChart.Found found, List<AuditEntry> trail) {
        Dates dates = new Dates(clock.getZone());
        List<String> lines = new ArrayList<>();
        found.appointments().stream()
                .flatMap(appointment -> reminders.of(appointment).stream())
                .filter(row -> row.state() == State.SENT || row.state() == State.LEAVING)
                .forEach(row -> lines.add(reminder(row, dates)));
        trail.stream()
                .filter(entry -> isOut(entry, found))
                .map(entry -> entry.agent().display() + " "
                        + (isPaper(entry) ? "made a paper of the note" : PlainWords.what(entry)) + ", "
                        + dates.moment(entry.at()))
                .forEach(lines::add);
        return lines.size() <= MOST
                ? lines
                : Stream.concat(
                                lines.stream().limit(MOST),
                                Stream.of(
                                        (lines.size() - MOST) + " more, which the privacy officer finds in the trail"))
                        .toList();
    }

    private static String reminder(ReminderRow row, Dates dates) {
        Instant when = row.done() == null ? row.due() : row.done();
        return "Reminder by " + (row.channel() == org.throughline.events.message.Channel.MAIL ? "e-mail" : "text")
                + " of the appointment of " + dates.moment(row.starts()) + ", sent " + dates.moment(when);
    }

    private static boolean isOut(AuditEntry entry, WrongChart.Found found) {
        Set<Action> out = Set.of(Action.EXPORT, Action.DISCLOSE);
        return out.contains(entry.action())
                || entry.target().contains("$everything")
                || (isPaper(entry)
                        && found.notes().stream()
                                .anyMatch(note -> entry.target().contains("/" + note.id() + PAPER)));
    }

    private static boolean isPaper(AuditEntry entry) {
        return entry.action() == Action.VIEW && entry.target().endsWith(PAPER);
    }

    /** Stops the reminders that wait; how many there were. */
    int stop(WrongChart.Found found) {
        return found.appointments().stream()
                .mapToInt(appointment ->
                        reminders.stop(appointment, "The visit was on the wrong patient.", clock.instant()))
                .sum();
    }
}
