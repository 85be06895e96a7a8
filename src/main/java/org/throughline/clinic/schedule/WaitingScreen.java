package org.throughline.clinic.schedule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.care.schedule.House;
import org.throughline.care.schedule.Waiting;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /schedule/waiting}: who waits for a time to become free. */
public final class WaitingScreen implements Screen {
    private final ScheduleParts parts;

    public WaitingScreen(ScheduleParts parts) {
        this.parts = parts;
    }

    @Override
    public String what() {
        return "who waits for an appointment";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SCHEDULE);
        House house = parts.house(visit);
        List<Waiting> waiting = parts.reader().waiting(visit.caller(), house.types());
        if (visit.posts()) {
            return give(visit, waiting);
        }
        parts.note(
                visit,
                "schedule/waiting",
                200,
                waiting.stream().map(Waiting::patient).toList());
        Where where = parts.where(visit);
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "frame",
                visit.frame("Waiting list", Place.SCHEDULE),
                "rows",
                waiting.stream().map(each -> row(each, where, house)).toList(),
                "books",
                ScheduleParts.books(visit)));
        Told.of(visit.request()).ifPresent(told -> parameters.put("told", told));
        return parts.pages().page(200, "clinic/schedule/waiting.jte", parameters);
    }

    private Answer give(Visit visit, List<Waiting> waiting) {
        if (!ScheduleParts.books(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        Waiting given = waiting.stream()
                .filter(each -> each.id().equals(visit.form().value("waiting")))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("Nobody waits any more who is meant.")));
        parts.scheduler().give(visit.caller(), given);
        return Answer.redirect("/schedule/waiting?done=undone");
    }

    WaitingRow row(Waiting waiting, Where where, House house) {
        Dates dates = new Dates(parts.clock().getZone());
        boolean open = waiting.until().getYear() == 9999;
        String days = dates.date(waiting.from().toString())
                + (open ? " on" : " – " + dates.date(waiting.until().toString()));
        LocalDate today = LocalDate.now(parts.clock());
        LocalDate first = waiting.from().isBefore(today) ? today : waiting.from();
        String provider = house.providers().stream()
                .filter(each -> each.practitioner().equals(waiting.practitioner()))
                .map(each -> "&provider=" + Where.encoded(each.id()))
                .findFirst()
                .orElse("");
        return new WaitingRow(
                waiting.id(),
                waiting.patient(),
                waiting.patientName(),
                waiting.type().name(),
                waiting.practitionerName().isEmpty() ? "whoever is free" : waiting.practitionerName(),
                days,
                waiting.reason(),
                waiting.urgent(),
                dates.day(waiting.since()),
                where.on(first).to("book") + "&patient=" + Where.encoded(waiting.patient()) + "&type="
                        + Where.encoded(waiting.type().code()) + provider + "&waiting=" + Where.encoded(waiting.id()));
    }

    /**
     * Somebody who waits.
     *
     * @param book where they get a time
     */
    public record WaitingRow(
            String id,
            String patient,
            String name,
            String type,
            String with,
            String days,
            String reason,
            boolean urgent,
            String since,
            String book) {}
}
