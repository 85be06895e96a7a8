/**
 * What patients take, as far as anybody knows: prescribed here or elsewhere, bought over the counter, told by the patient,
 * and what was stopped of late. It is read as one list with a row for each real drug ({@code Folding}, pure); each row is
 * answered at the visit and all of it becomes one act ({@code Reconciliation}): MedicationStatements for what is taken
 * otherwise than it stands there, an end of prescriptions for whoever may prescribe, and a List that says who went through
 * it, when and by which source. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.taking;

import org.jspecify.annotations.NullMarked;
