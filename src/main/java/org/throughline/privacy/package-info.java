/**
 * What follows from the trail and from the patient's rights: who looked, told to the patient; accesses that are odd;
 * disclosures; questions and amendments. The screens of the privacy officer ({@code clinic.privacy}) and of the patient
 * ({@code portal}) show it. What is about care is FHIR in the record; what is about the trail has its own tables, which
 * this room owns. May import {@code care}, {@code login} and below, never screens.
 */
@NullMarked
package org.throughline.privacy;

import org.jspecify.annotations.NullMarked;
