/**
 * What other records say of a patient beside ours, below {@code /reconcile}: one row for each real thing, one click for each
 * real difference; what is the same stands folded. As the rooms around it, it knows no SQL.
 */
@NullMarked
package org.throughline.clinic.reconcile;

import org.jspecify.annotations.NullMarked;
