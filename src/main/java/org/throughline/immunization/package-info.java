/**
 * Immunizations: whether each dose counts, and which is next and when, by the CDC's Clinical Decision Support for
 * Immunization (CDSi) logic specification 4.x over the CDC's supporting data ({@code immunization.schedule}; loaded from
 * the CDC's files, never shipped: without them the answer is that there is no forecast). {@link
 * org.throughline.immunization.Forecaster} is the way in, {@code immunization.patient} what it asks, {@code
 * immunization.answer} what it says.
 *
 * <p>Pure functions: no database, no clock, no network. May import {@code terminology}, {@code fhir.units} and {@code
 * kernel}. {@code care.immunization} puts the record into its words.
 *
 * <p>The way of an answer: {@code Relevance} (chapter 5) says which series are for the patient, {@code SeriesEvaluator}
 * (chapter 6) measures the doses, {@code SeriesForecaster} (chapter 7) finds the next one, {@code SeriesChoice} (chapter
 * 8) picks the best series, {@code GroupBlend} (chapter 9) joins the antigens of a vaccine group.
 */
@NullMarked
package org.throughline.immunization;

import org.jspecify.annotations.NullMarked;
