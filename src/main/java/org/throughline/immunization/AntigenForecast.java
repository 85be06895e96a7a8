package org.throughline.immunization;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.throughline.immunization.schedule.Antigen;
import org.throughline.immunization.schedule.Series;
import org.throughline.immunization.schedule.SeriesDose;
import org.throughline.immunization.schedule.Skip;

/**
 * The best series of an antigen, evaluated and forecast.
 *
 * @param toCheck what is not known and would change the answer
 */
record AntigenForecast(List<SeriesForecast> best, List<String> toCheck) {

    static AntigenForecast of(Antigen antigen, Case patient, Forbidden forbidden) {
        List<SeriesForecast> forecasts = new ArrayList<>();
        Set<String> completed = new LinkedHashSet<>();
        for (Series series : ordered(antigen, patient)) {
            Progress progress = SeriesEvaluator.evaluate(series, patient, completed);
            SeriesForecast forecast = new SeriesForecaster(patient, antigen, forbidden, completed).forecast(progress);
            forecasts.add(forecast);
            if (SeriesChoice.complete(forecast)) {
                completed.add(series.seriesGroup());
            }
        }
        if (forecasts.isEmpty()) {
            forecasts.addAll(later(antigen, patient, forbidden));
        }
        Set<String> toCheck =
                new LinkedHashSet<>(forbidden.antigen(antigen.name()).toCheck());
        toCheck.addAll(Relevance.toCheck(antigen, patient));
        return new AntigenForecast(SeriesChoice.best(forecasts, patient), List.copyOf(toCheck));
    }

    /**
     * When nothing is for the patient yet and only because of the age: what will be, never before that age. Table 5-4 of the
     * specification says nothing then; the CDC's cases (2022-UC-0001) tell the day.
     */
    private static List<SeriesForecast> later(Antigen antigen, Case patient, Forbidden forbidden) {
        SeriesForecaster forecaster = new SeriesForecaster(patient, antigen, forbidden, Set.of());
        return antigen.series().stream()
                .flatMap(series -> Relevance.from(series, patient)
                        .map(day -> forecaster.forecast(SeriesEvaluator.evaluate(series, patient, Set.of())))
                        .filter(forecast -> forecast.next()
                                .filter(next -> !next.earliest()
                                        .isBefore(
                                                Relevance.from(series, patient).orElseThrow()))
                                .isPresent())
                        .stream())
                .toList();
    }

    /** The relevant series, last those that ask whether others are complete. */
    private static List<Series> ordered(Antigen antigen, Case patient) {
        List<Series> relevant = new ArrayList<>();
        antigen.series().stream()
                .filter(series -> Relevance.relevant(series, patient))
                .forEach(relevant::add);
        relevant.sort(java.util.Comparator.comparing(AntigenForecast::asksOthers));
        return relevant;
    }

    private static boolean asksOthers(Series series) {
        return series.doses().stream()
                .map(SeriesDose::skips)
                .flatMap(List::stream)
                .flatMap(skip -> skip.sets().stream())
                .flatMap(set -> set.conditions().stream())
                .anyMatch(condition -> condition instanceof Skip.CompletedSeries);
    }
}
