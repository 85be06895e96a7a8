/**
 * Vaccines that are given in practices and those that stand in older records, with codes, makers, the usual way to give
 * them and the sheets that are handed out: our own catalogue in files beside the classes, whose format {@code
 * docs/catalogues.md} tells. Pure; may import {@code terminology} and {@code kernel}.
 */
@NullMarked
package org.throughline.terminology.vaccine;

import org.jspecify.annotations.NullMarked;
