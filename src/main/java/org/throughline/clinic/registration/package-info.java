/**
 * The screens of the front desk where a patient is registered or changed, with those who may be the same person beside what
 * is being typed. As the rooms around it, it knows no SQL.
 */
@NullMarked
package org.throughline.clinic.registration;

import org.jspecify.annotations.NullMarked;
