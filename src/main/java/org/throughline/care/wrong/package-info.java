/**
 * Takes what was entered on the wrong patient out of that chart: an entry, a signed note with what it made, or a visit with all
 * that was entered in it. Entries go to the right chart; a signed note is sealed for its patient and is written anew there.
 * Built on {@code care.entry} and {@code care.note}. Who has seen it and what was sent out is told by the screen that uses it.
 * Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.wrong;

import org.jspecify.annotations.NullMarked;
