/**
 * Whether entries of several records say the same: of a drug, an allergy, a problem, a dose of a vaccine. What an entry says
 * is read into a form that compares ({@link org.throughline.care.same.Said}); brand and generic name, salts, units, code
 * systems and how exactly a date is told make no difference there, and whatever is not known to be the same is not. The chart
 * folds by it, and what differs is gone through by it. Pure: it knows no record, no HTTP and no SQL.
 */
@NullMarked
package org.throughline.care.same;

import org.jspecify.annotations.NullMarked;
