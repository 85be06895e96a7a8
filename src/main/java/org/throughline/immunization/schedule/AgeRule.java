package org.throughline.immunization.schedule;

import org.jspecify.annotations.Nullable;

/** The ages of a dose (sections 6.4 and 7.5), while the rule is in effect; null where the schedule sets none. */
public record AgeRule(
        @Nullable Span absoluteMinimum,
        @Nullable Span minimum,
        @Nullable Span earliestRecommended,
        @Nullable Span latestRecommended,
        @Nullable Span maximum,
        Dates effective) {}
