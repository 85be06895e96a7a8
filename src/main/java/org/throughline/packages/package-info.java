/**
 * The FHIR packages that an installation has loaded: their definitions are kept in tables of this room, and
 * {@link org.throughline.packages.Library} finds them. Where several packages define the same address, the one that was
 * loaded last counts. Beside them it keeps other files of knowledge as they came ({@link
 * org.throughline.packages.LoadedFiles}). What uses them (search, terminology operations, validation) lives above or, as pure
 * functions, in {@code fhir}.
 */
@NullMarked
package org.throughline.packages;

import org.jspecify.annotations.NullMarked;
