/**
 * FHIRPath (<a href="http://hl7.org/fhirpath/N1">N1</a>, with FHIR's additions) over our JSON tree, typed by the
 * definitions. An expression is parsed once into an immutable tree of {@code Expression}s and evaluated many times; a
 * plain step such as {@code Observation.code} costs a table look-up. {@link
 * org.throughline.fhir.path.SearchPath} takes a search parameter's expression apart for the index.
 *
 * <p>It imports {@code kernel}, {@code fhir.json}, {@code fhir.definitions} and {@code fhir.units}.
 */
@NullMarked
package org.throughline.fhir.path;

import org.jspecify.annotations.NullMarked;
