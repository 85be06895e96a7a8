/** References as they are written in resources. May import {@code fhir.definitions}. */
@NullMarked
package org.throughline.fhir.reference;

import org.jspecify.annotations.NullMarked;
