@NullMarked
package org.throughline.fhir.units;

import org.jspecify.annotations.NullMarked;
