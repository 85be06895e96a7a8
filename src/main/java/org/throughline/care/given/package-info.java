/**
 * Medications that are given in the practice: what is ordered to be given here, and the MedicationAdministration of what was
 * given, or was not and why, with lot, expiry, site, who gave it and who checked it. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.given;

import org.jspecify.annotations.NullMarked;
