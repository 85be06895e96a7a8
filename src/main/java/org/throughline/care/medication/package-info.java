/**
 * Medications in the record: dosages as FHIR has them. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.medication;

import org.jspecify.annotations.NullMarked;
