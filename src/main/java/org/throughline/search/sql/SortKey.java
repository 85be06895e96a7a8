package org.throughline.search.sql;

import org.throughline.database.Fragment;

/**
 * One key of an order.
 *
 * @param expression its value for a row {@code r} of {@code resource}; null comes last
 */
record SortKey(Fragment expression, boolean descending) {}
