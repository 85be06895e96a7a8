/**
 * JSON as FHIR needs it: an immutable tree that keeps names in order and numbers as they were written (1.10 stays
 * 1.10), a reader with limits, a writer. It knows nothing of FHIR's types.
 */
@NullMarked
package org.throughline.fhir.json;

import org.jspecify.annotations.NullMarked;
