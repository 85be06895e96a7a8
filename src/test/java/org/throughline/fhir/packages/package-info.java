@NullMarked
package org.throughline.fhir.packages;

import org.jspecify.annotations.NullMarked;
