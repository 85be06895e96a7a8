package org.throughline.immunization;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.answer.SeriesStatus;
import org.throughline.immunization.schedule.AgeRule;
import org.throughline.immunization.schedule.Antigen;
import org.throughline.immunization.schedule.Dates;
import org.throughline.immunization.schedule.SeriesDose;

/** Finds the next dose of an evaluated series, or why there is none (chapter 7). */
record SeriesForecaster(Case patient, Antigen antigen, Forbidden forbidden, Set<String> completed) {

    SeriesForecast forecast(Progress evaluated) {
        Progress progress = skip(evaluated, patient.on());
        while (true) {
            Optional<SeriesForecast> none = noNeed(progress);
            if (none.isPresent()) {
                return none.get();
            }
            SeriesDose dose = progress.remaining().getFirst();
            DoseDates dates = DoseDates.of(dose, patient, progress);
            Optional<String> tooLate = tooLate(dose, dates);
            if (tooLate.isPresent()) {
                return without(progress, SeriesStatus.AGED_OUT, List.of(tooLate.get()));
            }
            // section 7.6: a dose that need not be given on its earliest day is not forecast
            if (!rules(progress, dates.earliest()).skips(dose)) {
                return with(progress, dose, dates);
            }
            progress = skip(progress.skip(), patient.on());
        }
    }

    /** Section 7.1. */
    private Progress skip(Progress from, LocalDate on) {
        Progress progress = from;
        while (progress.next().isPresent()
                && rules(progress, on).skips(progress.remaining().getFirst())) {
            progress = progress.skip();
        }
        return progress;
    }

    private SkipRules rules(Progress progress, LocalDate on) {
        return new SkipRules(patient, progress, Optional.empty(), on, completed);
    }

    /** Table 7-10, what needs no dates. */
    private Optional<SeriesForecast> noNeed(Progress progress) {
        if (progress.remaining().isEmpty()) {
            return Optional.of(
                    progress.satisfied().isEmpty()
                            ? without(
                                    progress,
                                    SeriesStatus.NOT_RECOMMENDED,
                                    List.of("Not recommended at this time due to past immunizations or age."))
                            : without(progress, SeriesStatus.COMPLETE, List.of()));
        }
        List<String> immune = EvidenceOfImmunity.of(antigen.immunity(), patient);
        if (!immune.isEmpty()) {
            return Optional.of(without(progress, SeriesStatus.IMMUNE, immune));
        }
        SeriesDose dose = progress.remaining().getFirst();
        List<String> against = Advice.against(progress.series(), forbidden.antigen(antigen.name()));
        if (!against.isEmpty()) {
            return Optional.of(without(progress, SeriesStatus.CONTRAINDICATED, against));
        }
        Dates season = patient.season(dose);
        if (season != null && season.to() != null && patient.on().isAfter(season.to())) {
            return Optional.of(without(
                    progress, SeriesStatus.NOT_RECOMMENDED, List.of("The season ended on " + season.to() + ".")));
        }
        return Optional.empty();
    }

    private Optional<String> tooLate(SeriesDose dose, DoseDates dates) {
        if (!Advice.possible(dose, patient.birth(), patient.on())) {
            return Optional.of("No vaccine of this series is for this age.");
        }
        LocalDate maximum = dates.maximum();
        if (maximum == null) {
            return Optional.empty();
        }
        if (!patient.on().isBefore(maximum)) {
            return Optional.of("Too old since " + maximum + " for dose " + dose.number() + ".");
        }
        return dates.earliest().isBefore(maximum)
                ? Optional.empty()
                : Optional.of("Will be too old by " + dates.earliest() + ", when the next dose could be given.");
    }

    private SeriesForecast without(Progress progress, SeriesStatus status, List<String> why) {
        return new SeriesForecast(
                progress,
                status,
                why,
                Optional.empty(),
                false,
                lastDay(progress),
                forbidden.antigen(antigen.name()).toCheck());
    }

    private SeriesForecast with(Progress progress, SeriesDose dose, DoseDates dates) {
        Advice advice = Advice.of(dose, antigen.name(), dates, forbidden);
        if (advice.forbidden()) {
            return without(
                    progress,
                    SeriesStatus.CONTRAINDICATED,
                    advice.withheld().values().stream()
                            .flatMap(List::stream)
                            .distinct()
                            .toList());
        }
        NextDose next = new NextDose(
                number(progress),
                dates.earliest(),
                dates.recommended(),
                dates.pastDue(),
                dates.maximum() == null ? null : dates.maximum().minusDays(1),
                advice.vaccines(),
                advice.withheld());
        return new SeriesForecast(
                progress,
                SeriesStatus.NOT_COMPLETE,
                advice.notEvaluated(),
                Optional.of(next),
                !dose.intervals().isEmpty() && dose.intervals().stream().allMatch(rule -> rule.override()),
                lastDay(progress),
                forbidden.antigen(antigen.name()).toCheck());
    }

    /** The day before the maximum age date of the last target dose (rule SELECTB-3). */
    private Optional<LocalDate> lastDay(Progress progress) {
        return progress.series().doses().getLast().ages().stream()
                .filter(rule -> rule.effective().holdsOn(patient.on()))
                .findFirst()
                .map(AgeRule::maximum)
                .map(span -> span.after(patient.birth()).minusDays(1));
    }

    /** Rule FORECASTDN-1. */
    private int number(Progress progress) {
        return 1
                + (int) progress.satisfied().stream()
                        .filter(target -> inSeason(target))
                        .count();
    }

    private boolean inSeason(Target target) {
        Dates season = patient.season(target.dose());
        LocalDate start = season == null ? null : season.from();
        return start == null
                || target.by().filter(shot -> !shot.given().isBefore(start)).isPresent();
    }
}
