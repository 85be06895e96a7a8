package org.throughline.clinic.schedule;

import java.util.List;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * The schedule below {@code /schedule}: a day of a site or a week of a provider, and beside it the panels in which
 * appointments are made ({@code book}) and worked with ({@code appointment/ID}). The parameters {@code day}, {@code site}
 * and {@code who} say what is shown.
 */
public final class ScheduleScreen implements Screen {
    private final ScheduleParts parts;
    private final BookingDesk booking;
    private final AppointmentDesk appointment;
    private final BlockDesk block;

    public ScheduleScreen(ScheduleParts parts) {
        this.parts = parts;
        this.booking = new BookingDesk(parts);
        this.appointment = new AppointmentDesk(parts);
        this.block = new BlockDesk(parts);
    }

    @Override
    public String what() {
        return "the schedule";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SCHEDULE);
        List<String> path = visit.path();
        String what = path.size() > 1 ? path.get(1) : "";
        return switch (what) {
            case "" ->
                visit.posts() ? Answer.of(405) : parts.page(visit, 200, parts.day(visit, parts.where(visit)), "", null);
            case "book" -> booking.answer(visit);
            case "patients" -> booking.picks(visit);
            case "block" -> block.answer(visit, path.subList(2, path.size()));
            case "appointment" -> appointment.answer(visit, path.subList(2, path.size()));
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }
}
