package org.throughline.immunization.schedule;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ages at which a schedule says something else to a patient of whom nothing has changed. Pure. */
final class AgesAsked {
    private AgesAsked() {}

    static Set<Span> of(Schedule schedule) {
        return schedule.antigens().stream().flatMap(AgesAsked::ages).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Span> ages(Antigen antigen) {
        return Stream.concat(
                Stream.concat(
                        antigen.contraindications().stream().flatMap(each -> ends(each.ages())),
                        antigen.vaccineContraindications().stream()
                                .flatMap(each -> Stream.concat(
                                        ends(each.ages()),
                                        each.vaccines().stream().flatMap(vaccine -> ends(vaccine.ages()))))),
                antigen.series().stream().flatMap(AgesAsked::ages));
    }

    private static Stream<Span> ages(Series series) {
        return Stream.concat(
                Stream.concat(
                        some(series.minimumAgeToStart(), series.maximumAgeToStart()),
                        series.indications().stream().flatMap(each -> ends(each.ages()))),
                series.doses().stream().flatMap(AgesAsked::ages));
    }

    private static Stream<Span> ages(SeriesDose dose) {
        return Stream.concat(
                dose.ages().stream()
                        .flatMap(each -> some(
                                each.minimum(), each.earliestRecommended(), each.latestRecommended(), each.maximum())),
                dose.skips().stream()
                        .flatMap(skip -> skip.sets().stream())
                        .flatMap(set -> set.conditions().stream())
                        .flatMap(AgesAsked::ages));
    }

    private static Stream<Span> ages(Skip.Condition condition) {
        return switch (condition) {
            case Skip.Age age -> ends(age.ages());
            case Skip.CompletedSeries series -> Stream.empty();
            case Skip.SincePrevious since -> Stream.empty();
            case Skip.DoseCount count -> Stream.empty();
            case Skip.Unknown unknown -> Stream.empty();
        };
    }

    private static Stream<Span> ends(AgeRange range) {
        return some(range.begin(), range.end());
    }

    private static Stream<Span> some(@Nullable Span... spans) {
        return Stream.of(spans).flatMap(Stream::ofNullable);
    }
}
