@NullMarked
package org.throughline.fhir.summary;

import org.jspecify.annotations.NullMarked;
