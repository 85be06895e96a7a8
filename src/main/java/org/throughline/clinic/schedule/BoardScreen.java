package org.throughline.clinic.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.chart.Person;
import org.throughline.care.schedule.Booking;
import org.throughline.care.stay.InHouse;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.ui.Dates;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /schedule/board}: who of today is where, since when, and what is next. */
public final class BoardScreen implements Screen {
    private final ScheduleParts parts;

    public BoardScreen(ScheduleParts parts) {
        this.parts = parts;
    }

    @Override
    public String what() {
        return "who is where today";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SCHEDULE);
        if (visit.posts()) {
            return Answer.of(405);
        }
        Where where = parts.where(visit).of("");
        Day day = parts.day(visit, where);
        List<InHouse> stays = parts.stays().inHouse(visit.caller());
        parts.note(
                visit,
                "schedule/board/" + where.day(),
                200,
                Stream.concat(
                                day.agenda().bookings().stream().map(Booking::patient),
                                stays.stream().map(InHouse::patient))
                        .toList());
        boolean acts = ScheduleParts.books(visit) && visit.caller().may(Interaction.UPDATE, "Encounter");
        Board board = new BoardViews(day, acts, stays(visit, stays)).board();
        Map<String, Object> parameters =
                new HashMap<>(Map.of("board", board, "token", visit.browser().formToken()));
        parameters.put("frame", visit.frame("Board", Place.SCHEDULE));
        Told.of(visit.request()).ifPresent(told -> parameters.put("told", told));
        return parts.pages().page(200, "clinic/schedule/board.jte", parameters);
    }

    private List<Board.Stay> stays(Visit visit, List<InHouse> stays) {
        Dates dates = new Dates(parts.clock().getZone());
        Map<Long, Person> people = parts.charts()
                .people(
                        visit.caller(),
                        stays.stream()
                                .map(each -> Address.of("Patient", each.patient()))
                                .toList());
        return stays.stream()
                .map(each -> {
                    Person person = people.get(Address.of("Patient", each.patient()));
                    return new Board.Stay(
                            "/patients/" + each.patient(),
                            person == null ? "Patient" : person.listed(),
                            each.kind(),
                            "since " + dates.moment(each.since()),
                            each.place());
                })
                .toList();
    }
}
