/**
 * Turns R4's published definitions into the small files that {@code fhir.definitions} opens. It runs in the build, after
 * the classes are compiled, and never in the product.
 */
@NullMarked
package org.throughline.fhir.definitions.compile;

import org.jspecify.annotations.NullMarked;
