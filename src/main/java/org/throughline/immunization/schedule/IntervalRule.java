package org.throughline.immunization.schedule;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An interval that a dose must keep (sections 6.5 and 6.6). Counted from the previous dose, from the dose that satisfied
 * a target dose, from the latest dose of some vaccines (CVX), or from an observation.
 *
 * @param override true when this interval takes precedence over what other antigens of the vaccine group say (rule
 *     FORECASTPRIORITY-1)
 */
public record IntervalRule(
        From from,
        @Nullable Span absoluteMinimum,
        @Nullable Span minimum,
        @Nullable Span earliestRecommended,
        @Nullable Span latestRecommended,
        boolean override,
        Dates effective) {

    /** From when the interval counts. */
    public sealed interface From {}

    /** From the previous dose that was valid or not valid. */
    public record Previous() implements From {}

    /** From the dose that satisfied the target dose of this number. */
    public record TargetDose(int number) implements From {}

    /** From the latest dose of one of these vaccines. */
    public record MostRecent(Set<String> cvx) implements From {}

    /** From the date of the observation. */
    public record Observation(String code) implements From {}
}
