/**
 * A patient's chart, read from the record: who it is, allergies in their four states, problems, medications, results as
 * series over time, visits, immunizations. {@link org.throughline.care.chart.ChartReader} reads it for a caller.
 */
@NullMarked
package org.throughline.care.chart;

import org.jspecify.annotations.NullMarked;
