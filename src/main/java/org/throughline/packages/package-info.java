/**
 * The FHIR packages that an installation has loaded: their definitions are kept in tables of this room, and
 * {@link org.throughline.packages.Library} finds them. Where several packages define the same address, the one that was
 * loaded last counts. What uses the definitions (search, terminology operations, validation) lives above or, as pure
 * functions, in {@code fhir}.
 */
@NullMarked
package org.throughline.packages;

import org.jspecify.annotations.NullMarked;
