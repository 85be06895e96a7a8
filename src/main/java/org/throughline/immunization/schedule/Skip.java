package org.throughline.immunization.schedule;

import java.util.List;
import java.util.Set;

/**
 * When a dose need not be given (conditional skip, section 6.2).
 *
 * @param evaluation true when it holds for doses that were given
 * @param forecast true when it holds for the next dose
 * @param all true when every set must be met, false when one is enough
 */
public record Skip(boolean evaluation, boolean forecast, boolean all, List<ConditionSet> sets) {

    /** Conditions of which all or one must be met. */
    public record ConditionSet(String description, boolean all, Dates effective, List<Condition> conditions) {}

    /** One condition. */
    public sealed interface Condition {}

    /** Of such an age on the reference date (table 6-6). */
    public record Age(AgeRange ages) implements Condition {}

    /** A series of one of these series groups is complete (table 6-7). */
    public record CompletedSeries(Set<String> groups) implements Condition {}

    /** So long after the previous dose (table 6-8). */
    public record SincePrevious(Span interval) implements Condition {}

    /** So many doses at such ages and dates (table 6-9); no vaccines named means all of the antigen. */
    public record DoseCount(
            AgeRange ages, Dates dates, Set<String> cvx, boolean validOnly, Comparison comparison, int count)
            implements Condition {}

    /** A condition of a type that this reader does not know; it is never met. */
    public record Unknown(String type) implements Condition {}

    /** How a count is compared. */
    public enum Comparison {
        GREATER,
        EQUAL,
        LESS;

        /** True when the number compares so with the limit. */
        public boolean holds(int number, int limit) {
            return switch (this) {
                case GREATER -> number > limit;
                case EQUAL -> number == limit;
                case LESS -> number < limit;
            };
        }
    }
}
