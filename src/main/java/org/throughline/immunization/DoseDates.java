package org.throughline.immunization;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.AgeRule;
import org.throughline.immunization.schedule.IntervalRule;
import org.throughline.immunization.schedule.SeriesDose;
import org.throughline.immunization.schedule.Span;
import org.throughline.immunization.schedule.VaccineRule;

/**
 * The dates of a target dose (rules FORECASTDTCAN-1 and FORECASTDT-1 to 6).
 *
 * @param maximum from this day on the patient is too old, or null
 */
record DoseDates(
        LocalDate earliest,
        LocalDate recommended,
        @Nullable LocalDate pastDue,
        @Nullable LocalDate maximum) {

    static DoseDates of(SeriesDose dose, Case patient, Progress progress) {
        Optional<AgeRule> age = dose.ages().stream()
                .filter(rule -> rule.effective().holdsOn(patient.on()))
                .findFirst();
        LocalDate earliest = earliest(dose, age, patient, progress);
        LocalDate recommended = first(
                        fromBirth(age.map(AgeRule::earliestRecommended), patient),
                        interval(dose, patient, progress, IntervalRule::earliestRecommended))
                .filter(date -> date.isAfter(earliest))
                .orElse(earliest);
        Optional<LocalDate> pastDue = first(
                        fromBirth(age.map(AgeRule::latestRecommended), patient),
                        interval(dose, patient, progress, IntervalRule::latestRecommended))
                .map(date -> later(earliest, date.minusDays(1)));
        return new DoseDates(
                earliest,
                recommended,
                pastDue.orElse(null),
                fromBirth(age.map(AgeRule::maximum), patient).orElse(null));
    }

    private static LocalDate earliest(SeriesDose dose, Optional<AgeRule> age, Case patient, Progress progress) {
        Stream<LocalDate> dates = Stream.of(
                        fromBirth(age.map(AgeRule::minimum), patient),
                        interval(dose, patient, progress, IntervalRule::minimum),
                        Conflicts.end(
                                dose.preferable().stream().map(VaccineRule::cvx).collect(Collectors.toSet()), patient),
                        firstVaccine(dose, patient),
                        Optional.ofNullable(patient.season(dose)).map(season -> season.from()),
                        progress.doses().stream()
                                .map(DoseAnswer::shot)
                                .map(Shot::given)
                                .max(LocalDate::compareTo))
                .flatMap(Optional::stream);
        return dates.max(LocalDate::compareTo).orElse(patient.birth());
    }

    /** Nothing can be given before the first of the vaccines is for the patient's age. */
    private static Optional<LocalDate> firstVaccine(SeriesDose dose, Case patient) {
        return Stream.concat(dose.preferable().stream(), dose.allowable().stream())
                .map(VaccineRule::ages)
                .map(ages ->
                        ages.begin() == null ? patient.birth() : ages.begin().after(patient.birth()))
                .min(LocalDate::compareTo);
    }

    /** The latest of all such interval dates. */
    private static Optional<LocalDate> interval(
            SeriesDose dose, Case patient, Progress progress, Function<IntervalRule, @Nullable Span> which) {
        List<IntervalRule> rules = dose.intervals().stream()
                .filter(rule -> rule.effective().holdsOn(patient.on()))
                .toList();
        return rules.stream()
                .map(rule -> {
                    Span span = which.apply(rule);
                    return span == null
                            ? null
                            : Intervals.reference(rule.from(), patient, progress, Optional.empty())
                                    .map(span::after)
                                    .orElse(null);
                })
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo);
    }

    private static Optional<LocalDate> fromBirth(Optional<Span> span, Case patient) {
        return span.map(length -> length.after(patient.birth()));
    }

    private static Optional<LocalDate> first(Optional<LocalDate> date, Optional<LocalDate> otherwise) {
        return date.isPresent() ? date : otherwise;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
