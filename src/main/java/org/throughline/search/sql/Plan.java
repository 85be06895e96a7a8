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
}
