/**
 * Imaging that a practice orders, with codes, side, contrast and what the patient is told before: our own catalogue in a
 * file beside the classes, whose format {@code docs/catalogues.md} tells. Pure; may import {@code terminology} and
 * {@code kernel}.
 */
@NullMarked
package org.throughline.terminology.imaging;

import org.jspecify.annotations.NullMarked;
