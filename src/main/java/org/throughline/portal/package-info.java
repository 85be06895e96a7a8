/**
 * The patient's screens, and those of who acts for a patient: who looked at the record, what was asked about it, how results
 * are told. Phones first. As {@code clinic}: a handler turns what it read into a view of words, a template shows it; no SQL.
 */
@NullMarked
package org.throughline.portal;

import org.jspecify.annotations.NullMarked;
