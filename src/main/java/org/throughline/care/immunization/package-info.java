/**
 * Immunizations of the record: what was given, refused or known from before ({@link
 * org.throughline.care.immunization.Dose}), what is next by the schedule that is loaded ({@link
 * org.throughline.care.immunization.Immunizations}), the questions before a vaccine is given ({@code Screening}), what speaks
 * against giving it ({@code ShotCheck}) and the gate that holds it back ({@link
 * org.throughline.care.immunization.ShotGate}), the practice's stock of lots ({@link
 * org.throughline.care.immunization.Stock}), and the forecasts that are kept, by
 * which who is due is found ({@link org.throughline.care.immunization.Forecasts}).
 *
 * <p>The room {@code immunization} says what counts and what is next; here the record is put into its words
 * ({@code HistoryReader}). Nothing that is not certain is made certain on the way: a dose whose day is not known does not
 * count, and what cannot be evaluated is said to be so.
 */
@NullMarked
package org.throughline.care.immunization;

import org.jspecify.annotations.NullMarked;
