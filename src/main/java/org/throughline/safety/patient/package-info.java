/**
 * What is known of a patient and what is ordered for them, as the checks of {@code safety} see it: plain values that
 * {@code care} makes from the record. Pure; may import {@code terminology}, {@code fhir.units} and {@code kernel}.
 *
 * <p>What is not known is never left out silently: a missing value is null, a list that could not be read wholly has a
 * {@link org.throughline.safety.patient.Gap}.
 */
@NullMarked
package org.throughline.safety.patient;

import org.jspecify.annotations.NullMarked;
