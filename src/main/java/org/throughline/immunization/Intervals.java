package org.throughline.immunization;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.throughline.immunization.answer.Reason;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.IntervalRule;

/** From which day an interval counts (rules CALCDTINT-1, 2, 8 and 9); empty when there is no such day. */
final class Intervals {

    private Intervals() {}

    static Optional<LocalDate> reference(
            IntervalRule.From from, Case patient, Progress progress, Optional<Shot> current) {
        return switch (from) {
            case IntervalRule.Previous ignored -> progress.previous().map(Shot::given);
            case IntervalRule.TargetDose target ->
                progress.satisfied().stream()
                        .filter(done -> done.dose().number() == target.number())
                        .findFirst()
                        .flatMap(Target::by)
                        .map(Shot::given);
            case IntervalRule.MostRecent recent -> mostRecent(recent.cvx(), patient, progress, current);
            case IntervalRule.Observation observation ->
                Optional.ofNullable(patient.history().observations().get(observation.code()))
                        .map(History.Observed::date)
                        .filter(Objects::nonNull);
        };
    }

    private static Optional<LocalDate> mostRecent(
            Set<String> cvx, Case patient, Progress progress, Optional<Shot> current) {
        return patient.before(current).reversed().stream()
                .filter(shot -> cvx.contains(shot.cvx()))
                .filter(shot -> progress.answerFor(shot)
                        .map(answer -> !answer.is(Reason.Kind.INADVERTENT))
                        .orElse(true))
                .map(Shot::given)
                .findFirst();
    }
}
