/**
 * Medications of a patient, below {@code /medications}: what is taken is gone through at the visit, each drug answered by one
 * key or click. As the rooms around it, it knows no SQL.
 */
@NullMarked
package org.throughline.clinic.medication;

import org.jspecify.annotations.NullMarked;
