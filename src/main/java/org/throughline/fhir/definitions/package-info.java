/**
 * What R4 (4.0.1) defines, in the form that running code needs: types and their elements, search parameters,
 * compartments, code systems and value sets. The published definitions are compiled at build (see {@code compile}) into
 * small files beside these classes; {@link org.throughline.fhir.definitions.R4} opens them when they are first asked
 * for. {@link org.throughline.fhir.definitions.Definitions} adds what packages and clients define.
 *
 * <p>It imports {@code fhir.json} and nothing else of ours.
 */
@NullMarked
package org.throughline.fhir.definitions;

import org.jspecify.annotations.NullMarked;
