package org.throughline.immunization;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.SeriesDose;
import org.throughline.immunization.schedule.Skip;

/**
 * Whether a target dose need not be given (conditional skip: sections 6.2, 7.1 and 7.6).
 *
 * @param current the shot that is evaluated, or empty when forecasting
 * @param reference the day it is asked for (rule CONDSKIP-2)
 * @param completed series groups of the antigen in which a series is complete
 */
record SkipRules(Case patient, Progress progress, Optional<Shot> current, LocalDate reference, Set<String> completed) {

    boolean skips(SeriesDose dose) {
        return dose.skips().stream()
                .filter(skip -> current.isPresent() ? skip.evaluation() : skip.forecast())
                .anyMatch(skip -> some(skip.all(), skip.sets(), this::met));
    }

    private boolean met(Skip.ConditionSet set) {
        return set.effective().holdsOn(reference) && some(set.all(), set.conditions(), this::met);
    }

    private static <T> boolean some(boolean all, List<T> parts, Predicate<T> met) {
        return !parts.isEmpty()
                && (all ? parts.stream().allMatch(met) : parts.stream().anyMatch(met));
    }

    private boolean met(Skip.Condition condition) {
        return switch (condition) {
            case Skip.Age age -> age.ages().contains(patient.birth(), reference);
            case Skip.CompletedSeries series -> series.groups().stream().anyMatch(completed::contains);
            case Skip.SincePrevious since ->
                previousShot()
                        .map(shot -> !reference.isBefore(since.interval().after(shot.given())))
                        .orElse(false);
            case Skip.DoseCount count -> count.comparison().holds(count(count), count.count());
            case Skip.Unknown ignored -> false;
        };
    }

    private Optional<Shot> previousShot() {
        return progress.doses().reversed().stream().map(DoseAnswer::shot).findFirst();
    }

    /** Rule CONDSKIP-1. */
    private int count(Skip.DoseCount count) {
        List<Shot> shots = count.validOnly() ? valid() : total(count);
        return (int) shots.stream()
                .filter(shot -> count.cvx().isEmpty() || count.cvx().contains(shot.cvx()))
                .filter(shot -> count.ages().contains(patient.birth(), shot.given()))
                .filter(shot -> count.dates().spans(shot.given()))
                .count();
    }

    private List<Shot> valid() {
        return progress.doses().stream()
                .filter(answer -> answer.status() == DoseAnswer.Status.VALID)
                .map(DoseAnswer::shot)
                .toList();
    }

    private List<Shot> total(Skip.DoseCount count) {
        return count.cvx().isEmpty()
                ? progress.doses().stream().map(DoseAnswer::shot).toList()
                : patient.before(current);
    }
}
