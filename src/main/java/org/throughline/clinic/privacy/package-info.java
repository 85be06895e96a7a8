/**
 * The privacy officer's screens: charts that were opened with a reason, the audit trail with its export, and who looked at
 * the record of one patient. As the rooms around it, it knows no SQL.
 */
@NullMarked
package org.throughline.clinic.privacy;

import org.jspecify.annotations.NullMarked;
