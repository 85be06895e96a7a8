/**
 * What people enter into a chart: a problem, an allergy. An entry is what a form holds; it says what is wrong with it, and
 * becomes a FHIR resource (US Core 6.1) or the next version of one, of which it leaves untouched what it does not know.
 * Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.entry;

import org.jspecify.annotations.NullMarked;
