/**
 * The search parameters in force and the paths that their values come from. A path (one alternative of a parameter's
 * FHIRPath, on one type) is what is indexed, so parameters that share it share its rows. Immutable: when a package or a
 * client adds a parameter, another registry takes this one's place.
 */
@NullMarked
package org.throughline.search.parameter;

import org.jspecify.annotations.NullMarked;
