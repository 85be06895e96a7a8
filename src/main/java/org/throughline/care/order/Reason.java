package org.throughline.care.order;

import org.throughline.care.entry.Concept;

/**
 * Why something is ordered.
 *
 * @param problem the id of the Condition in the chart; empty for a reason that is not on the list of problems
 */
public record Reason(String problem, Concept what) {}
