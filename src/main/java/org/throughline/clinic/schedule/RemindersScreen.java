package org.throughline.clinic.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.care.chart.Person;
import org.throughline.events.reminder.ReminderRow;
import org.throughline.events.reminder.ReminderRows;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.ui.Dates;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /schedule/reminders}: which reminders were sent, which were not and why, and when they are sent. */
public final class RemindersScreen implements Screen {
    private static final int LONGEST_CONTACT = 60;

    private final ScheduleParts parts;
    private final ReminderRows rows;
    private final Settings settings;
    private final boolean leaves;

    /** @param leaves whether there is a way for messages to leave */
    public RemindersScreen(ScheduleParts parts, ReminderRows rows, Settings settings, boolean leaves) {
        this.parts = parts;
        this.rows = rows;
        this.settings = settings;
        this.leaves = leaves;
    }

    /** A reminder in words. */
    public record Row(
            String due, String patient, String chart, String appointment, String way, String state, boolean bad) {}

    @Override
    public String what() {
        return "reminders";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SCHEDULE);
        if (!visit.posts()) {
            return page(visit, 200, "");
        }
        visit.require(Duty.SETTINGS);
        Form form = visit.form();
        String hours = form.value("hours").strip();
        String contact = form.value("contact").strip();
        if (!hours.matches("[0-9]{1,3}") || Integer.parseInt(hours) > 336 || contact.length() > LONGEST_CONTACT) {
            return page(
                    visit, 422, "Write hours, up to 336 (two weeks), 0 for never; the contact in at most 60 letters.");
        }
        settings.set(visit.caller(), Map.of(Setting.REMINDER_HOURS, hours, Setting.REMINDER_CONTACT, contact));
        return Answer.redirect("/schedule/reminders?done=changed");
    }

    private Answer page(Visit visit, int status, String failure) {
        List<ReminderRow> last = rows.last();
        parts.note(
                visit,
                "schedule/reminders",
                200,
                last.stream().map(ReminderRow::patient).toList());
        Map<String, Person> people = parts.reader()
                .people(
                        visit.caller(),
                        last.stream()
                                .map(row -> Address.of("Patient", row.patient()))
                                .toList());
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "frame",
                visit.frame("Reminders", Place.SCHEDULE),
                "rows",
                last.stream().map(row -> row(row, people)).toList(),
                "leaves",
                leaves,
                "hours",
                settings.of(Setting.REMINDER_HOURS),
                "contact",
                settings.of(Setting.REMINDER_CONTACT),
                "failure",
                failure));
        Told.of(visit.request()).ifPresent(told -> parameters.put("told", told));
        return parts.pages().page(status, "clinic/schedule/reminders.jte", parameters);
    }

    private Row row(ReminderRow row, Map<String, Person> people) {
        Dates dates = new Dates(parts.clock().getZone());
        Person person = people.get(row.patient());
        return new Row(
                dates.moment(row.done() == null ? row.due() : row.done()),
                person == null ? "A patient" : parts.row(person).name(),
                "/patients/" + row.patient(),
                dates.moment(row.starts()),
                way(row),
                state(row),
                row.state() == ReminderRow.State.GIVEN_UP || row.state() == ReminderRow.State.LEAVING);
    }

    private static String way(ReminderRow row) {
        return switch (row.channel()) {
            case MAIL -> "Mail";
            case TEXT -> "Text";
        };
    }

    static String state(ReminderRow row) {
        return switch (row.state()) {
            case WAITING -> row.attempts() == 0 ? "to be sent" : "tried " + row.attempts() + " times: " + row.why();
            case LEAVING -> "on its way, or lost on the way: it is not sent again";
            case SENT -> "sent";
            case GIVEN_UP -> "not sent: " + row.why();
            case NEEDLESS -> "not needed any more";
        };
    }

    /** Turns reminders of the patient of an appointment off or on. */
    static void wish(ScheduleParts parts, Visit visit, String patient, String wish) {
        if (!wish.equals("on") && !wish.equals("off")) {
            throw new Failed(new Failure.Invalid("value", "reminders", "Choose whether reminders are sent."));
        }
        parts.scheduler().remind(visit.caller(), patient, wish.equals("on"));
    }
}
