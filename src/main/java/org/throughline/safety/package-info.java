/**
 * The checks of orders: allergies, interactions, duplicates, doses, kidneys, problems, pregnancy and repeated tests, over a
 * snapshot of the patient ({@code safety.patient}), with rules that people can review ({@code safety.rule}), to answers
 * that are never silent ({@code safety.answer}). {@link org.throughline.safety.SafetyCheck} is the way in;
 * {@code docs/safety.md} tells what is checked and what it rests on.
 *
 * <p>Pure functions: no database, no clock, no network. May import {@code terminology}, {@code fhir.units} and
 * {@code kernel}.
 */
@NullMarked
package org.throughline.safety;

import org.jspecify.annotations.NullMarked;
