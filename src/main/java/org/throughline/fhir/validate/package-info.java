/**
 * What every resource must obey before it is stored: R4's structure. Elements, cardinalities, formats of primitives,
 * required codes, targets of references. It is a walk over the tree beside the definitions, a few microseconds long.
 * Profiles and FHIRPath constraints are not its business: {@code $validate} is for those.
 *
 * <p>It imports {@code kernel}, {@code fhir.json}, {@code fhir.definitions} and {@code fhir.path}.
 */
@NullMarked
package org.throughline.fhir.validate;

import org.jspecify.annotations.NullMarked;
