@NullMarked
package org.throughline.fhir.definitions;

import org.jspecify.annotations.NullMarked;
