/**
 * The screens of immunizations: what was given and what is next ({@code /immunizations/PATIENT}), giving several vaccines in
 * one act, what is printed of it, the practice's lots ({@code /stock}) and who is due ({@code /due}). What counts, what is
 * next and what speaks against a vaccine is decided in {@code care.immunization}. No SQL.
 */
@NullMarked
package org.throughline.clinic.immunization;

import org.jspecify.annotations.NullMarked;
