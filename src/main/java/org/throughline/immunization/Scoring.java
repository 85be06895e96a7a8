package org.throughline.immunization;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.schedule.IntervalRule;
import org.throughline.immunization.schedule.SeriesDose;
import org.throughline.immunization.schedule.Span;

/** Points for series that compete in a series group (sections 8.3 to 8.7). */
record Scoring(List<SeriesForecast> scored) {

    private static final LocalDate START = LocalDate.of(2000, 1, 1);

    /** The one with the most points; the schedule's preference decides between equals. */
    static Optional<SeriesForecast> highest(List<SeriesForecast> scorable) {
        Scoring scoring = new Scoring(classified(scorable));
        return scoring.scored().stream()
                .max(Comparator.<SeriesForecast>comparingInt(scoring::points)
                        .thenComparingInt(forecast -> -forecast.series().preference()));
    }

    /** Table 8-5. */
    private static List<SeriesForecast> classified(List<SeriesForecast> scorable) {
        List<SeriesForecast> complete =
                scorable.stream().filter(SeriesChoice::complete).toList();
        if (!complete.isEmpty()) {
            return complete;
        }
        List<SeriesForecast> inProcess =
                scorable.stream().filter(SeriesChoice::inProcess).toList();
        return inProcess.isEmpty() ? scorable : inProcess;
    }

    private int points(SeriesForecast forecast) {
        if (SeriesChoice.complete(forecast)) {
            return points(forecast, this::mostValid, 1, 0);
        }
        return SeriesChoice.inProcess(forecast) ? inProcess(forecast) : noValidDoses(forecast);
    }

    /** Table 8-9. */
    private int inProcess(SeriesForecast forecast) {
        return points(forecast, other -> other.series().productPath() && allValid(other), 2, 2)
                + points(forecast, this::completable, 3, 3)
                + points(forecast, this::mostValid, 2, 0)
                + points(forecast, this::closest, 2, 0)
                + points(forecast, this::finishesEarliest, 1, 0);
    }

    /** Table 8-11. */
    private int noValidDoses(SeriesForecast forecast) {
        return points(forecast, this::startsEarliest, 1, 0)
                + points(forecast, this::completable, 1, 1)
                - points(forecast, other -> other.series().productPath(), 1, 1);
    }

    /** Points when it is true of this one alone, of several, or not of this one (then what it costs). */
    private int points(SeriesForecast forecast, Predicate<SeriesForecast> truth, int alone, int shared) {
        if (!truth.test(forecast)) {
            return -alone;
        }
        return scored.stream().filter(truth).count() > 1 ? shared : alone;
    }

    private boolean mostValid(SeriesForecast forecast) {
        return scored.stream().allMatch(other -> forecast.valid() >= other.valid());
    }

    private static boolean allValid(SeriesForecast forecast) {
        return forecast.progress().doses().stream().allMatch(answer -> answer.status() == DoseAnswer.Status.VALID);
    }

    private boolean closest(SeriesForecast forecast) {
        return scored.stream().allMatch(other -> remaining(forecast) <= remaining(other));
    }

    private static int remaining(SeriesForecast forecast) {
        return forecast.progress().remaining().size();
    }

    private boolean startsEarliest(SeriesForecast forecast) {
        return start(forecast)
                .map(date -> scored.stream()
                        .flatMap(other -> start(other).stream())
                        .noneMatch(other -> other.isBefore(date)))
                .orElse(false);
    }

    private static Optional<LocalDate> start(SeriesForecast forecast) {
        return forecast.next().map(NextDose::earliest);
    }

    private boolean finishesEarliest(SeriesForecast forecast) {
        return completable(forecast)
                && scored.stream()
                        .filter(this::completable)
                        .allMatch(other -> !finish(forecast)
                                .orElseThrow()
                                .isAfter(finish(other).orElseThrow()));
    }

    /** Rule SELECTB-3. */
    private boolean completable(SeriesForecast forecast) {
        return finish(forecast)
                .map(date -> forecast.lastDay().map(day -> !date.isAfter(day)).orElse(true))
                .orElse(false);
    }

    /** Rule SELECTB-12. */
    private static Optional<LocalDate> finish(SeriesForecast forecast) {
        return forecast.next()
                .map(next -> forecast.progress().remaining().stream()
                        .skip(1)
                        .map(SeriesDose::intervals)
                        .flatMap(List::stream)
                        .map(IntervalRule::minimum)
                        .filter(Objects::nonNull)
                        .map(Span.class::cast)
                        .max(Comparator.comparing(span -> span.after(START)))
                        .map(span -> span.after(next.earliest()))
                        .orElse(next.earliest()));
    }
}
