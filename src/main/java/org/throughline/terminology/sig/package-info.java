/**
 * How a drug is taken: what a clinician types, what it means, and how it is told to people. Pure arithmetic and reading;
 * nothing is guessed: what cannot be read is said to be so. FHIR's form of it is in {@code care.order}. May import
 * {@code terminology.drug}, {@code fhir} and {@code kernel}.
 */
@NullMarked
package org.throughline.terminology.sig;

import org.jspecify.annotations.NullMarked;
