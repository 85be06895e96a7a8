@NullMarked
package org.throughline.fhir;

import org.jspecify.annotations.NullMarked;
