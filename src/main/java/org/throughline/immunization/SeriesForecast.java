package org.throughline.immunization;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.answer.SeriesStatus;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.Series;

/**
 * What comes next in a series (chapter 7).
 *
 * @param why why no dose is next, written for clinicians
 * @param next the next dose, only when the status is not complete
 * @param override true when the next dose's intervals take precedence (rule FORECASTPRIORITY-1)
 * @param lastDay the last day on which the last dose of the series may be given
 * @param toCheck what is not known and would change the answer
 */
record SeriesForecast(
        Progress progress,
        SeriesStatus status,
        List<String> why,
        Optional<NextDose> next,
        boolean override,
        Optional<LocalDate> lastDay,
        List<String> toCheck) {

    Series series() {
        return progress.series();
    }

    /** The shots that count in it. */
    Stream<Shot> counted() {
        return progress.satisfied().stream().flatMap(target -> target.by().stream());
    }

    int valid() {
        return progress.satisfied().size();
    }
}
