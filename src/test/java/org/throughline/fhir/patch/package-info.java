@NullMarked
package org.throughline.fhir.patch;

import org.jspecify.annotations.NullMarked;
