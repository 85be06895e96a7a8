/**
 * Ordering, below {@code /orders}: the basket of a patient, in which drugs, tests, imaging, procedures and referrals are
 * gathered, checked and signed once, and the orders that are out. A basket is a draft: it is its author's, lies outside the
 * record and is lost by nothing but signing it or throwing it away. As the rooms around it, it knows no SQL.
 */
@NullMarked
package org.throughline.clinic.order;

import org.jspecify.annotations.NullMarked;
