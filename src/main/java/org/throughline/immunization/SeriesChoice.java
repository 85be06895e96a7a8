package org.throughline.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.throughline.immunization.answer.SeriesStatus;
import org.throughline.immunization.schedule.Series;
import org.throughline.immunization.schedule.Span;

/** Picks the best series of an antigen, at most one per series group (chapter 8). */
final class SeriesChoice {

    private SeriesChoice() {}

    static List<SeriesForecast> best(List<SeriesForecast> relevant, Case patient) {
        Map<String, List<SeriesForecast>> groups = relevant.stream()
                .collect(Collectors.groupingBy(
                        forecast -> forecast.series().seriesGroup(), LinkedHashMap::new, Collectors.toList()));
        List<SeriesForecast> prioritized = new ArrayList<>();
        groups.values().forEach(group -> prioritized(group, patient).ifPresent(prioritized::add));
        return prioritized.stream()
                .filter(forecast -> isBest(forecast, prioritized))
                .toList();
    }

    /** Table 8-14. */
    private static boolean isBest(SeriesForecast forecast, List<SeriesForecast> prioritized) {
        if (complete(forecast)) {
            return true;
        }
        List<SeriesForecast> equivalent = prioritized.stream()
                .filter(other -> forecast.series()
                        .equivalentGroups()
                        .contains(other.series().seriesGroup()))
                .toList();
        if (equivalent.stream().anyMatch(SeriesChoice::complete)) {
            return false;
        }
        return switch (forecast.series().type()) {
            case EVALUATION_ONLY -> false;
            case RISK -> true;
            case STANDARD ->
                equivalent.stream().noneMatch(other -> other.series().type() == Series.Type.RISK);
        };
    }

    private static Optional<SeriesForecast> prioritized(List<SeriesForecast> all, Case patient) {
        List<SeriesForecast> group = all.stream()
                .filter(forecast -> !givesWay(forecast, all, patient))
                .toList();
        List<SeriesForecast> scorable = group.stream()
                .filter(forecast -> scorable(forecast, group, patient))
                .toList();
        Optional<SeriesForecast> single = single(scorable, group);
        return single.isPresent() ? single : Scoring.highest(scorable);
    }

    /**
     * A risk series without a dose that could only be entered in the middle, its first doses skipped, gives way to one
     * that is under way or begins now. Not in the specification: the schedule has a series for infants that it does not
     * close to adults.
     */
    private static boolean givesWay(SeriesForecast forecast, List<SeriesForecast> all, Case patient) {
        return forecast.series().type() == Series.Type.RISK
                && entersInTheMiddle(forecast)
                && all.stream()
                        .filter(other -> !entersInTheMiddle(other))
                        .anyMatch(other -> inProcess(other) || begins(other, patient));
    }

    private static boolean entersInTheMiddle(SeriesForecast forecast) {
        return forecast.valid() == 0 && !forecast.progress().done().isEmpty();
    }

    private static boolean begins(SeriesForecast forecast, Case patient) {
        return forecast.next()
                .filter(next -> !next.earliest().isAfter(patient.on()))
                .isPresent();
    }

    /** Rules SELECTB-24 and SELECTSCORE-2. */
    private static boolean scorable(SeriesForecast forecast, List<SeriesForecast> group, Case patient) {
        boolean candidate = !contraindicated(forecast) || group.stream().allMatch(SeriesChoice::contraindicated);
        return candidate
                && switch (forecast.series().type()) {
                    case RISK ->
                        startable(forecast, patient)
                                && group.stream()
                                        .filter(other -> startable(other, patient))
                                        .allMatch(other -> forecast.series().priority()
                                                <= other.series().priority());
                    case STANDARD ->
                        forecast.valid() > 0
                                ? startedInTime(forecast, patient)
                                : group.stream()
                                        .allMatch(other -> other.valid() == 0
                                                && !other.series().isDefault());
                    case EVALUATION_ONLY -> complete(forecast);
                };
    }

    /** Begun in time, or still young enough to begin. */
    private static boolean startable(SeriesForecast forecast, Case patient) {
        if (forecast.valid() > 0) {
            return startedInTime(forecast, patient);
        }
        Span most = forecast.series().maximumAgeToStart();
        return most == null || patient.on().isBefore(most.after(patient.birth()));
    }

    private static boolean startedInTime(SeriesForecast forecast, Case patient) {
        Span most = forecast.series().maximumAgeToStart();
        LocalDate first =
                forecast.progress().satisfied().getFirst().by().orElseThrow().given();
        return most == null || first.isBefore(most.after(patient.birth()));
    }

    /** Table 8-3. */
    private static Optional<SeriesForecast> single(List<SeriesForecast> scorable, List<SeriesForecast> group) {
        List<SeriesForecast> defaults =
                group.stream().filter(forecast -> forecast.series().isDefault()).toList();
        if (scorable.isEmpty()) {
            return only(defaults);
        }
        if (scorable.size() == 1) {
            return only(scorable);
        }
        List<SeriesForecast> complete =
                scorable.stream().filter(SeriesChoice::complete).toList();
        if (!complete.isEmpty()) {
            return only(complete);
        }
        List<SeriesForecast> inProcess =
                scorable.stream().filter(SeriesChoice::inProcess).toList();
        return inProcess.isEmpty() ? only(defaults) : only(inProcess);
    }

    private static Optional<SeriesForecast> only(List<SeriesForecast> list) {
        return list.size() == 1 ? Optional.of(list.getFirst()) : Optional.empty();
    }

    static boolean complete(SeriesForecast forecast) {
        return forecast.status() == SeriesStatus.COMPLETE;
    }

    /** Rule SELECTB-16. */
    static boolean inProcess(SeriesForecast forecast) {
        return forecast.valid() > 0 && forecast.status() == SeriesStatus.NOT_COMPLETE;
    }

    private static boolean contraindicated(SeriesForecast forecast) {
        return forecast.status() == SeriesStatus.CONTRAINDICATED;
    }
}
