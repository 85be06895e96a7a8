@NullMarked
package org.throughline.fhir.path;

import org.jspecify.annotations.NullMarked;
