package org.throughline.immunization;

import java.time.LocalDate;
import java.util.List;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.Schedule;

/** The patient, the schedule and the day of the assessment. */
record Case(History history, Schedule schedule, LocalDate on) {

    LocalDate birth() {
        return history.birth();
    }

    /** The shots that count for the antigen, in the order given (section 4.2). */
    List<Shot> shots(String antigen) {
        return history.shots().stream().filter(shot -> contains(shot, antigen)).toList();
    }

    /** The shots before the given one; all when there is none. */
    List<Shot> before(java.util.Optional<Shot> shot) {
        return shot.map(current -> history.shots().subList(0, history.shots().indexOf(current)))
                .orElse(history.shots());
    }

    private boolean contains(Shot shot, String antigen) {
        var contents = schedule.contents().get(shot.cvx());
        return contents != null
                && contents.antigens().stream()
                        .anyMatch(part ->
                                part.antigen().equals(antigen) && part.ages().contains(birth(), shot.given()));
    }
}
