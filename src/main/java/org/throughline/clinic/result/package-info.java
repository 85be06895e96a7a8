/**
 * Results on the staff's screens: what waits to be acknowledged and all values by date, one report, the form by which results
 * are entered and corrected.
 */
@NullMarked
package org.throughline.clinic.result;

import org.jspecify.annotations.NullMarked;
