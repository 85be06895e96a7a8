package org.throughline.search.sql;

/**
 * One key of an order.
 *
 * @param expression its value for a row {@code r} of {@code resource}; null comes last
 */
record SortKey(Sql expression, boolean descending) {}
