/**
 * The schedule that the CDC publishes as supporting data for the Clinical Decision Support for Immunization (CDSi) logic
 * specification: series, doses, intervals, vaccines, conflicts, contraindications. {@link
 * org.throughline.immunization.schedule.ScheduleReader} reads the CDC's XML files; none of them is shipped. Pure data.
 *
 * @see <a href="https://www.cdc.gov/iis/cdsi/index.html">CDSi resources</a>
 */
@NullMarked
package org.throughline.immunization.schedule;

import org.jspecify.annotations.NullMarked;
