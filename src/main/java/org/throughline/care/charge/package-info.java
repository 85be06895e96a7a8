/**
 * What a visit costs: the fees that a practice asks for, as ChargeItemDefinitions, and what was charged at a visit, as
 * ChargeItems with the diagnoses that were the reason. No procedure codes of others' come with the product. Nothing here
 * knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.charge;

import org.jspecify.annotations.NullMarked;
