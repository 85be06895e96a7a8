package org.throughline.clinic.schedule;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.House;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.schedule.Scheduler;
import org.throughline.care.stay.Stays;
import org.throughline.care.visit.Visits;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.PatientNames;
import org.throughline.events.reminder.ReminderRows;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Drafts;

/**
 * What the screens of the schedule share.
 *
 * @param organization the id of the Organization that is the practice; empty until it is set up
 */
public record ScheduleParts(
        ScheduleReader reader,
        Scheduler scheduler,
        Visits visits,
        Stays stays,
        ChartReader charts,
        ReminderRows reminders,
        Drafts drafts,
        AuditTrail audit,
        Pages pages,
        Supplier<String> organization,
        Clock clock) {

    /** Where and by whom patients are seen. */
    House house(Visit visit) {
        return reader.house(visit.caller(), clock.getZone(), organization.get());
    }

    /** A day or a week, as its visitor may see it. */
    Day day(Visit visit, Where where) {
        House house = house(visit);
        ZoneId zone = house.site(where.site()).zone();
        Interval time = where.isWeek()
                ? new Interval(
                        LocalTimes.day(PageViews.monday(where.day()), zone).from(),
                        LocalTimes.day(PageViews.monday(where.day()).plusDays(PageViews.WEEK - 1), zone)
                                .to())
                : LocalTimes.day(where.day(), zone);
        return Day.of(
                visit.caller(), where, house, time, reader.agenda(visit.caller(), time), visits::of, clock.instant());
    }

    Where where(Visit visit) {
        return Where.of(visit.request(), LocalDate.now(clock));
    }

    /** Whether the visitor may make and change appointments. */
    static boolean books(Visit visit) {
        return visit.caller().may(Interaction.CREATE, "Appointment")
                && visit.caller().may(Interaction.UPDATE, "Appointment");
    }

    /** The page with a panel beside it; every patient on it is noted in the trail. */
    Answer page(Visit visit, int status, Day day, String open, @Nullable Panel panel) {
        note(
                visit,
                "schedule/" + day.where().day(),
                status,
                day.agenda().bookings().stream().map(Booking::patient).toList());
        SchedulePage page =
                new PageViews(day, books(visit), visit.caller().may(Duty.SETTINGS), clock.getZone(), open).page();
        Map<String, Object> parameters =
                new HashMap<>(Map.of("frame", visit.frame("Schedule", Place.SCHEDULE), "page", page));
        if (panel != null) {
            parameters.put("panel", panel);
        }
        Told.of(visit.request()).ifPresent(told -> parameters.put("told", told));
        return pages.page(status, "clinic/schedule/schedule.jte", parameters);
    }

    /** A patient as lists write them. */
    PatientList.Row row(Person person) {
        return new PatientNames(clock).row(person);
    }

    /** Enters in the trail which patients somebody was shown. */
    void note(Visit visit, String target, int status, Collection<String> patients) {
        Set<Long> addresses = patients.stream()
                .filter(id -> !id.isEmpty())
                .map(id -> Address.of("Patient", id))
                .collect(Collectors.toSet());
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, target, status, addresses));
    }

    /** The ids of patients in a list. */
    static List<String> ids(List<Person> people) {
        return people.stream().map(Person::id).toList();
    }
}
