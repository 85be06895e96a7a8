package org.throughline.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.answer.SeriesStatus;
import org.throughline.immunization.answer.Standing;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.Series;
import org.throughline.immunization.schedule.VaccineGroup;

/** Joins the forecasts of a vaccine group's antigens into one answer (chapter 9). */
record GroupBlend(Case patient, VaccineGroup group, List<SeriesForecast> forecasts) {

    /**
     * The answer.
     *
     * @param number the number of the next dose when the group has several answers: the patient counts all doses
     */
    GroupAnswer answer(Optional<Integer> number, List<String> toCheck) {
        SeriesStatus status = status();
        Optional<NextDose> next = status == SeriesStatus.NOT_COMPLETE ? Optional.of(next(number)) : Optional.empty();
        List<String> why = distinct(open(status), SeriesForecast::why);
        Optional<NextDose> withheld = next.filter(
                dose -> dose.vaccines().isEmpty() && !dose.withheld().isEmpty());
        return new GroupAnswer(
                group.name(),
                type(),
                status,
                withheld.<Standing>map(dose -> new Standing.NotEvaluated(reasons(dose)))
                        .orElseGet(() -> standing(status, next, why)),
                withheld.isPresent() ? Optional.empty() : next,
                forecasts.stream().map(forecast -> forecast.series().name()).toList(),
                forecasts.stream()
                        .flatMap(forecast -> forecast.progress().doses().stream())
                        .toList(),
                distinct(forecasts, forecast -> forecast.series().guidance()),
                toCheck);
    }

    /** The shots that count in it. */
    Set<Shot> counted() {
        return forecasts.stream().flatMap(SeriesForecast::counted).collect(Collectors.toSet());
    }

    boolean isComplete() {
        return status() == SeriesStatus.COMPLETE;
    }

    private Series.Type type() {
        return forecasts.stream().anyMatch(forecast -> forecast.series().type() == Series.Type.RISK)
                ? Series.Type.RISK
                : forecasts.getFirst().series().type();
    }

    /**
     * Rule SINGLEANTVG-1 and table 9-4. Where the antigens need not be given together, a contraindication of one (pertussis)
     * does not keep the others back.
     */
    private SeriesStatus status() {
        if (!group.full()
                && !open(SeriesStatus.CONTRAINDICATED).isEmpty()
                && !open(SeriesStatus.NOT_COMPLETE).isEmpty()) {
            return SeriesStatus.NOT_COMPLETE;
        }
        for (SeriesStatus status : List.of(
                SeriesStatus.CONTRAINDICATED,
                SeriesStatus.AGED_OUT,
                SeriesStatus.NOT_RECOMMENDED,
                SeriesStatus.NOT_COMPLETE)) {
            if (forecasts.stream().anyMatch(forecast -> forecast.status() == status)) {
                return status;
            }
        }
        return forecasts.stream().allMatch(forecast -> forecast.status() == SeriesStatus.IMMUNE)
                ? SeriesStatus.IMMUNE
                : SeriesStatus.COMPLETE;
    }

    private List<SeriesForecast> open(SeriesStatus status) {
        return forecasts.stream()
                .filter(forecast -> forecast.status() == status)
                .toList();
    }

    private NextDose next(Optional<Integer> number) {
        List<SeriesForecast> open = open(SeriesStatus.NOT_COMPLETE);
        List<NextDose> doses =
                open.stream().flatMap(forecast -> forecast.next().stream()).toList();
        LocalDate earliest = earliest(open, doses);
        LocalDate pastDue = least(doses, NextDose::pastDue);
        return new NextDose(
                number.orElse(number(doses)),
                earliest,
                later(earliest, Objects.requireNonNull(least(doses, NextDose::recommended))),
                pastDue == null ? null : later(earliest, pastDue),
                least(doses, NextDose::latest),
                vaccines(doses),
                withheld(doses));
    }

    /** Rules SINGLEANTVG-2 and MULTIANTVG-1. */
    private LocalDate earliest(List<SeriesForecast> open, List<NextDose> doses) {
        if (group.antigens().size() == 1) {
            return Objects.requireNonNull(least(doses, NextDose::earliest));
        }
        if (open.stream().noneMatch(SeriesForecast::override)) {
            return doses.stream()
                    .map(NextDose::earliest)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
        LocalDate first = Objects.requireNonNull(least(doses, NextDose::earliest));
        return forecasts.stream()
                .flatMap(forecast -> forecast.progress().doses().stream())
                .map(dose -> dose.shot().given())
                .max(Comparator.naturalOrder())
                .map(last -> later(first, last))
                .orElse(first);
    }

    /** Rule FORECASTDN-2. */
    private int number(List<NextDose> doses) {
        var numbers = doses.stream().mapToInt(NextDose::number);
        return (group.full() ? numbers.min() : numbers.max()).orElseThrow();
    }

    /** What at least one antigen asks for and none forbids (rule FORECASTVG-9). */
    private static Map<String, String> vaccines(List<NextDose> doses) {
        Map<String, String> vaccines = new LinkedHashMap<>();
        doses.forEach(dose -> dose.vaccines().forEach(vaccines::putIfAbsent));
        doses.forEach(dose -> vaccines.keySet().removeAll(dose.withheld().keySet()));
        return vaccines;
    }

    private static Map<String, List<String>> withheld(List<NextDose> doses) {
        Map<String, List<String>> withheld = new LinkedHashMap<>();
        doses.forEach(dose -> dose.withheld()
                .forEach((cvx, why) -> withheld.merge(cvx, why, (one, other) -> {
                    Set<String> both = new LinkedHashSet<>(one);
                    both.addAll(other);
                    return List.copyOf(both);
                })));
        return withheld;
    }

    private static List<String> reasons(NextDose dose) {
        return dose.withheld().values().stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private Standing standing(SeriesStatus status, Optional<NextDose> next, List<String> why) {
        return switch (status) {
            case NOT_COMPLETE -> due(next.orElseThrow());
            case COMPLETE -> new Standing.Complete();
            case IMMUNE -> new Standing.Immune(why);
            case CONTRAINDICATED -> new Standing.Contraindicated(why);
            case AGED_OUT -> new Standing.AgedOut(why);
            case NOT_RECOMMENDED -> new Standing.NotRecommended(why);
        };
    }

    private Standing due(NextDose dose) {
        if (patient.on().isBefore(dose.recommended())) {
            return new Standing.NotDue(dose.earliest(), dose.recommended());
        }
        LocalDate pastDue = dose.pastDue();
        return pastDue == null || !patient.on().isAfter(pastDue)
                ? new Standing.Due(dose.recommended())
                : new Standing.Overdue(pastDue);
    }

    private static @Nullable LocalDate least(List<NextDose> doses, Function<NextDose, @Nullable LocalDate> which) {
        List<LocalDate> dates = new ArrayList<>();
        for (NextDose dose : doses) {
            LocalDate date = which.apply(dose);
            if (date != null) {
                dates.add(date);
            }
        }
        return dates.stream().min(Comparator.naturalOrder()).orElse(null);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<String> distinct(List<SeriesForecast> forecasts, Function<SeriesForecast, List<String>> words) {
        return forecasts.stream()
                .flatMap(forecast -> words.apply(forecast).stream())
                .distinct()
                .toList();
    }
}
