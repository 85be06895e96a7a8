package org.throughline.immunization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.Reason;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.Series;
import org.throughline.immunization.schedule.SeriesDose;

/** How far a series is: the target doses done with, those that remain, and what each shot came to. */
record Progress(Series series, List<Target> done, List<SeriesDose> remaining, List<DoseAnswer> doses) {

    static Progress of(Series series) {
        return new Progress(series, List.of(), series.doses(), List.of());
    }

    Optional<SeriesDose> next() {
        return remaining.stream().findFirst();
    }

    Progress skip() {
        return new Progress(series, add(done, new Target(remaining.getFirst(), Optional.empty())), rest(), doses);
    }

    /**
     * The target dose is satisfied; one that recurs comes again until it is skipped (section 4.4, step 6; the schedule
     * has recurring doses that are not the last).
     */
    Progress satisfy(DoseAnswer answer) {
        SeriesDose dose = remaining.getFirst();
        return new Progress(
                series,
                add(done, new Target(dose, Optional.of(answer.shot()))),
                dose.recurring() ? remaining : rest(),
                add(doses, answer));
    }

    Progress answer(DoseAnswer answer) {
        return new Progress(series, done, remaining, add(doses, answer));
    }

    /** The target doses that shots satisfied. */
    List<Target> satisfied() {
        return done.stream().filter(Target::satisfied).toList();
    }

    /** The latest shot that was valid or not valid and no mistake (rule CALCDTINT-1). */
    Optional<Shot> previous() {
        return doses.reversed().stream()
                .filter(answer ->
                        answer.status() == DoseAnswer.Status.VALID || answer.status() == DoseAnswer.Status.NOT_VALID)
                .filter(answer -> !answer.is(Reason.Kind.INADVERTENT))
                .map(DoseAnswer::shot)
                .findFirst();
    }

    Optional<DoseAnswer> answerFor(Shot shot) {
        return doses.stream().filter(answer -> answer.shot().equals(shot)).findFirst();
    }

    private List<SeriesDose> rest() {
        return remaining.subList(1, remaining.size());
    }

    private static <T> List<T> add(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
