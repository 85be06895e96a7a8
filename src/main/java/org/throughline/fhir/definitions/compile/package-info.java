/**
 * Turns the published definitions of R4 and of UCUM into the small files that {@code fhir.definitions} and
 * {@code fhir.units} open. It runs in the build, after the classes are compiled, and never in the product.
 */
@NullMarked
package org.throughline.fhir.definitions.compile;

import org.jspecify.annotations.NullMarked;
