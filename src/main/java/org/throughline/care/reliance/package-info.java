/**
 * What was done about a patient while entries of another organization stood in the chart: what was taken over, ordered, found,
 * written and sent. It is asked when those entries turn out to be of another person. May import what lies below {@code care},
 * {@code care.check} and {@code care.entry}; knows neither HTTP nor SQL.
 */
@NullMarked
package org.throughline.care.reliance;

import org.jspecify.annotations.NullMarked;
