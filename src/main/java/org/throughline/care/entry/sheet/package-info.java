/**
 * Entries that are plain fields: procedures, the family, the patient's circumstances, goals, plans, flags and devices. Each
 * {@link org.throughline.care.entry.sheet.Sheet} says which fields it has and how they stand in its FHIR resource; one form
 * shows them all. Pure; it may import {@code care.entry} and {@code fhir}.
 */
@NullMarked
package org.throughline.care.entry.sheet;

import org.jspecify.annotations.NullMarked;
