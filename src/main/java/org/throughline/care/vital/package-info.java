/**
 * Vital signs in a chart: what was measured, as FHIR Observations of US Core's profiles, written and read. What may be right
 * is told by {@code terminology.vital}. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.vital;

import org.jspecify.annotations.NullMarked;
