/**
 * UCUM, the <a href="https://ucum.org/ucum">Unified Code for Units of Measure</a>: what a unit is in base units, so that
 * 1 g and 1000 mg are one amount. The table of units is the one that UCUM publishes, made into a small file at build.
 *
 * <p>It imports nothing of ours.
 */
@NullMarked
package org.throughline.fhir.units;

import org.jspecify.annotations.NullMarked;
