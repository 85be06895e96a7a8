/**
 * Forms that a practice makes itself: templates of notes. A template is a FHIR Questionnaire with what SDC adds to it
 * (calculations, prefilling, extraction); here it is read into what a screen shows, filled with what somebody typed, worked
 * out, and turned into a QuestionnaireResponse. Pure: nothing here reads or writes the record, knows HTTP or SQL.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/">Structured Data Capture 3.0</a>
 */
@NullMarked
package org.throughline.care.form;

import org.jspecify.annotations.NullMarked;
