package org.throughline.immunization;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.Conflict;

/** Vaccines, mostly live ones, that need a distance from each other (section 6.7). */
final class Conflicts {

    private Conflicts() {}

    /** The earlier shot that the given one was too close to. */
    static Optional<Shot> with(Shot shot, Case patient, Progress progress) {
        return patient.before(Optional.of(shot)).stream()
                .filter(previous -> patient.schedule().conflicts().stream()
                        .filter(rule -> rule.currentCvx().equals(shot.cvx())
                                && rule.previousCvx().equals(previous.cvx()))
                        .anyMatch(rule -> impacts(rule, previous, shot.given(), progress)))
                .findFirst();
    }

    /** Rules CALCDTCONFLICT-1, 2 and CONFLICT-3. */
    private static boolean impacts(Conflict rule, Shot previous, LocalDate given, Progress progress) {
        boolean counts = progress.answerFor(previous)
                .map(answer -> answer.status() == DoseAnswer.Status.VALID)
                .orElse(true);
        return !given.isBefore(rule.begin().after(previous.given()))
                && given.isBefore((counts ? rule.minimumEnd() : rule.end()).after(previous.given()));
    }

    /** The first day one of the vaccines can be given without a conflict with any shot (rule FORECASTDTCAN-1). */
    static Optional<LocalDate> end(Set<String> vaccines, Case patient) {
        return patient.history().shots().stream()
                .flatMap(previous -> patient.schedule().conflicts().stream()
                        .filter(rule -> vaccines.contains(rule.currentCvx())
                                && rule.previousCvx().equals(previous.cvx()))
                        .map(rule -> rule.end().after(previous.given())))
                .max(LocalDate::compareTo);
    }
}
