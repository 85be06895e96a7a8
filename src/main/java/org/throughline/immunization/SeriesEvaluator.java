package org.throughline.immunization;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.Reason;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.Series;
import org.throughline.immunization.schedule.SeriesDose;

/** Measures the shots of an antigen against a series, one after the other (section 4.4, figure 4-6, and chapter 6). */
final class SeriesEvaluator {

    private SeriesEvaluator() {}

    static Progress evaluate(Series series, Case patient, Set<String> completed) {
        Progress progress = Progress.of(series);
        for (Shot shot : patient.shots(series.antigen())) {
            progress = evaluate(shot, progress, patient, completed);
        }
        return progress;
    }

    private static Progress evaluate(Shot shot, Progress before, Case patient, Set<String> completed) {
        Optional<Reason> flaw = flaw(shot);
        if (flaw.isPresent()) {
            return before.answer(answer(
                    shot, before, DoseAnswer.Status.SUBSTANDARD, flaw.stream().toList()));
        }
        Progress progress = before;
        while (progress.next().isPresent()
                && new SkipRules(patient, progress, Optional.of(shot), shot.given(), completed)
                        .skips(progress.remaining().getFirst())) {
            progress = progress.skip();
        }
        Optional<SeriesDose> target = progress.next();
        if (target.isEmpty()) {
            Reason reason = new Reason(Reason.Kind.SERIES_COMPLETE, "The series needs no more doses.");
            return progress.answer(answer(shot, progress, DoseAnswer.Status.EXTRANEOUS, List.of(reason)));
        }
        DoseAnswer answer = new DoseCheck(patient, progress, target.get(), shot).answer();
        return answer.status() == DoseAnswer.Status.VALID ? progress.satisfy(answer) : progress.answer(answer);
    }

    /** Section 6.1. */
    private static Optional<Reason> flaw(Shot shot) {
        if (shot.flaw() != null) {
            return Optional.of(new Reason(Reason.Kind.FLAWED, shot.flaw()));
        }
        return Optional.ofNullable(shot.expiry())
                .filter(expiry -> shot.given().isAfter(expiry))
                .map(expiry -> new Reason(Reason.Kind.EXPIRED, "The lot had expired on " + expiry + "."));
    }

    private static DoseAnswer answer(Shot shot, Progress progress, DoseAnswer.Status status, List<Reason> reasons) {
        return new DoseAnswer(
                shot,
                progress.series().antigen(),
                progress.series().name(),
                progress.next().map(SeriesDose::number).orElse(0),
                status,
                reasons);
    }
}
