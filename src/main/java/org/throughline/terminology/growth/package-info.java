/**
 * How children grow: which part of all children of an age and a sex is smaller, by the CDC's reference of 2000. Pure; may
 * import what {@code terminology} may.
 */
@NullMarked
package org.throughline.terminology.growth;

import org.jspecify.annotations.NullMarked;
