/**
 * Prescriptions on their way: what a prescription says to a pharmacy, on paper and as a message, what becomes of it there,
 * and what comes back. Resources and messages are made and read by pure functions; what is done at either end is written
 * through the record with all that follows from it, in one transaction. Messages are carried by whoever implements {@link
 * org.throughline.care.prescription.Outbox}. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.prescription;

import org.jspecify.annotations.NullMarked;
