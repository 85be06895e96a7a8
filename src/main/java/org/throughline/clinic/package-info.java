/**
 * The staff's screens. A handler reads through {@code care} and turns what it got into a view, a record of words and
 * numbers ready to show; a template shows the view and decides nothing. No SQL, no search strings in templates; never
 * imports {@code rest}, {@code portal} or {@code network}.
 */
@NullMarked
package org.throughline.clinic;

import org.jspecify.annotations.NullMarked;
