/**
 * Parts of resources, as {@code _summary} and {@code _elements} ask for them. What is mandatory or changes the meaning
 * always stays, and the part says that it is one.
 *
 * <p>It imports {@code fhir.json} and {@code fhir.definitions}.
 */
@NullMarked
package org.throughline.fhir.summary;

import org.jspecify.annotations.NullMarked;
