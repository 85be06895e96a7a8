/**
 * Changing a resource by a description of the change: JSON Patch and FHIRPath Patch. A patch makes a new tree; whether
 * the result is a good resource is for {@code fhir.validate} to say.
 *
 * <p>It imports {@code kernel}, {@code fhir.json}, {@code fhir.definitions} and {@code fhir.path}.
 */
@NullMarked
package org.throughline.fhir.patch;

import org.jspecify.annotations.NullMarked;
