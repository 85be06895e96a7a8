package org.throughline.clinic.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.throughline.care.entry.Choice;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Room;
import org.throughline.care.visit.Step;

/** The steps of a visit in words. Pure. */
final class Steps {
    private Steps() {}

    static String words(Step step) {
        return switch (step) {
            case WAITING -> "Waiting";
            case IN_ROOM -> "In room";
            case WITH_CLINICIAN -> "With clinician";
            case LEAVING -> "Ready to leave";
            case DONE -> "Left";
        };
    }

    /** Where the patient is, and since when: {@code Room 2, 12 min}. */
    static String now(OpenVisit visit, Instant now) {
        String where =
                visit.roomName().isEmpty() || visit.step() != Step.IN_ROOM ? words(visit.step()) : visit.roomName();
        return visit.step() == Step.DONE ? where : where + ", " + minutes(visit.since(), now);
    }

    /** {@code 12 min}, from an hour on {@code 1 h 05}. */
    static String minutes(Instant from, Instant to) {
        long minutes = Math.max(0, Duration.between(from, to).toMinutes());
        return minutes < 60 ? minutes + " min" : minutes / 60 + String.format(" h %02d", minutes % 60);
    }

    /** What can be done next. */
    static StepView view(OpenVisit visit, List<Room> rooms, String address, Instant now) {
        Step next = next(visit.step());
        List<Choice> others = Arrays.stream(Step.values())
                .filter(step -> step != visit.step() && step != next)
                .map(step -> new Choice(step.name(), words(step)))
                .toList();
        return new StepView(
                address,
                visit.version(),
                now(visit, now),
                next == visit.step() ? "" : next.name(),
                act(next),
                others,
                rooms.stream().map(room -> new Choice(room.id(), room.name())).toList());
    }

    private static Step next(Step step) {
        return switch (step) {
            case WAITING -> Step.IN_ROOM;
            case IN_ROOM -> Step.WITH_CLINICIAN;
            case WITH_CLINICIAN -> Step.LEAVING;
            case LEAVING, DONE -> Step.DONE;
        };
    }

    private static String act(Step next) {
        return switch (next) {
            case WAITING -> "Wait";
            case IN_ROOM -> "To room";
            case WITH_CLINICIAN -> "Clinician in";
            case LEAVING -> "Clinician out";
            case DONE -> "Check out";
        };
    }
}
