/**
 * What people may choose from when they record: problems, allergens, reactions, each with the codes of the published
 * code systems. The catalogues are files of ours beside the classes, read once when the program starts and never
 * changed; {@code docs/catalogues.md} tells their format and sources. They are the favourites: beyond them the code
 * systems count that an operator has loaded, asked through {@code fhir}'s CodeSystem. Opens no database. May import
 * {@code fhir}, {@code access} and {@code kernel}; it knows no records and no screens.
 */
@NullMarked
package org.throughline.terminology;

import org.jspecify.annotations.NullMarked;
