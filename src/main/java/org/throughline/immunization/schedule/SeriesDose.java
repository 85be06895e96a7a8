package org.throughline.immunization.schedule;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One dose of a series.
 *
 * @param inadvertent CVX codes that are a mistake when given for this dose (section 6.3)
 * @param recurring true when the dose is due again and again
 * @param season when the dose is given, or null when at any time
 */
public record SeriesDose(
        int number,
        List<AgeRule> ages,
        List<IntervalRule> intervals,
        List<IntervalRule> allowableIntervals,
        List<VaccineRule> preferable,
        List<VaccineRule> allowable,
        Set<String> inadvertent,
        List<Skip> skips,
        boolean recurring,
        @Nullable Dates season) {}
