/**
 * Notes: what a clinician writes about a visit and signs. A signed note is two FHIR resources that are written in one
 * transaction: the QuestionnaireResponse holds the answers, with what was pulled in from the chart as references to
 * versions; the DocumentReference (US Core) is the note that others find and read. Both carry the SHA-256 of what was signed
 * and never change in that any more ({@code Sealed}). What the structured fields say lands in the chart in the same
 * transaction. Drafts are not here: they are no part of the record. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.note;

import org.jspecify.annotations.NullMarked;
