package org.throughline.terminology.sig;

import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Route;

/**
 * One stretch of a dosage, which has several when the dose changes as time goes by.
 *
 * @param dose how much at a time
 * @param route the way in
 * @param site where, in words: {@code left eye}, {@code affected area}; null when the route says enough
 * @param timing when
 * @param asNeeded what it is taken for when needed, empty for as needed without a reason; null when it is taken regularly
 * @param duration for how long; null when no end is told
 * @param most the most in a period; null when none is told
 */
public record Step(
        Dose dose,
        Route route,
        @Nullable String site,
        Timing timing,
        @Nullable String asNeeded,
        @Nullable Span duration,
        @Nullable Most most) {}
