@NullMarked
package org.throughline.fhir.validate;

import org.jspecify.annotations.NullMarked;
