/**
 * Whether two descriptions of a person are of one: probabilistic record linkage (Fellegi and Sunter 1969). A {@link
 * org.throughline.matching.Demographics} is read from a FHIR Patient; {@link org.throughline.matching.Judge} compares two field by
 * field, weighs each agreement by how unlikely it would be between strangers, and answers link, ask a person, or no, with
 * reasons for a person to read. Pure: no clock, no store, no SQL; it knows JSON and nothing else of the house.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1969.10501049">A Theory for Record Linkage</a>
 */
@NullMarked
package org.throughline.matching;

import org.jspecify.annotations.NullMarked;
