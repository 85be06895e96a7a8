/**
 * A query as SQL: which rows lead ({@code Plan}), which are asked about one by one, in which order a page comes. Values
 * are always bound, never written into a statement; statements of one shape have one text, so that the database plans
 * them once. The caller's predicate is on every row of {@code resource} that a statement touches, before its limit.
 *
 * <p>The plan is ours: a subquery with {@code OFFSET 0} stays where it is written, so the database follows the order
 * given here instead of guessing from statistics of the whole table.
 */
@NullMarked
package org.throughline.search.sql;

import org.jspecify.annotations.NullMarked;
