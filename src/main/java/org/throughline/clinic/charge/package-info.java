/**
 * The screens of charges: what is charged at a visit, and the practice's list of fees. As the rooms around it, it knows no
 * SQL.
 */
@NullMarked
package org.throughline.clinic.charge;

import org.jspecify.annotations.NullMarked;
