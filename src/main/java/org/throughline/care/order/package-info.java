/**
 * Orders: prescriptions, tests, imaging, procedures and referrals, from the basket in which they are gathered to the moment
 * at which they are done. What is ordered becomes a MedicationRequest or a ServiceRequest (US Core 6.1). Every order that is
 * in force has an owner until it is closed. The gate ({@code OrderGate}) is what it must pass, whichever way it comes; the
 * room {@code safety} below says what it finds. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.order;

import org.jspecify.annotations.NullMarked;
