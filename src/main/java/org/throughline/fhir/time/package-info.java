/** FHIR's dates, which may leave out what is not known, as ranges of time. Imports nothing of the house. */
@NullMarked
package org.throughline.fhir.time;

import org.jspecify.annotations.NullMarked;
