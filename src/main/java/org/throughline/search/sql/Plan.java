package org.throughline.search.sql;

import java.util.List;

/**
 * How a search is answered.
 *
 * @param types the types that are wanted; empty for all
 * @param driver the rows that lead
 * @param rest what each of them is asked
 */
record Plan(short[] types, Driver driver, List<Condition> rest, Order order) {
    Plan {
        rest = List.copyOf(rest);
    }

    /** Whether the index alone answers it: nothing asks for what only the resource's own row holds. */
    boolean isOfIndex() {
        return (driver instanceof Driver.Terms || driver instanceof Driver.Scan)
                && rest.stream().allMatch(Plan::isOfIndex);
    }

    private static boolean isOfIndex(Condition condition) {
        return switch (condition) {
            case Condition.Keyed _, Condition.Ranged _, Condition.Present _ -> true;
            case Condition.Not(Condition inner) -> isOfIndex(inner);
            case Condition.Any(List<Condition> inner) -> inner.stream().allMatch(Plan::isOfIndex);
            case Condition.All(List<Condition> inner) -> inner.stream().allMatch(Plan::isOfIndex);
            case Condition.Addresses _,
                    Condition.Ids _,
                    Condition.Updated _,
                    Condition.OfTypes _,
                    Condition.Points _,
                    Condition.PointedTo _ -> false;
        };
    }
}
