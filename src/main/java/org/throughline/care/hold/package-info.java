/**
 * Results that are held from the patient for a time: because the patient asked to be told in a talk first, or for a reason that
 * a clinician recorded. A result carries the hold itself, as a security label with its end ({@link
 * org.throughline.record.protection.Held}); who sees what follows from that below every path, so nothing here decides it.
 * {@link org.throughline.care.hold.HoldGate} sees to it that a hold has a reason, an end and an author, whoever writes it, and
 * that what comes for a patient who wants to be told first is held from its first moment. Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.hold;

import org.jspecify.annotations.NullMarked;
