package org.throughline.immunization;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.Dates;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.SeriesDose;

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

    /**
     * The season of a dose; null for none. The schedule names the coming one only: of a day more than a year before it the
     * same season of that day's own time is meant, so that what was due then can be asked. Not in the specification.
     */
    @Nullable
    Dates season(SeriesDose dose) {
        Dates season = dose.season();
        if (season == null
                || season.from() == null
                || season.to() == null
                || !on.isBefore(season.from().minusYears(1))) {
            return season;
        }
        int years = 0;
        while (!on.isAfter(season.to().minusYears(years + 1L))) {
            years++;
        }
        return new Dates(season.from().minusYears(years), season.to().minusYears(years));
    }

    private boolean contains(Shot shot, String antigen) {
        var contents = schedule.contents().get(shot.cvx());
        return contents != null
                && contents.antigens().stream()
                        .anyMatch(part ->
                                part.antigen().equals(antigen) && part.ages().contains(birth(), shot.given()));
    }
}
