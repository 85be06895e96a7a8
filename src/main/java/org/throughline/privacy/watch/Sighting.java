package org.throughline.privacy.watch;

import java.time.Instant;

/**
 * Somebody of the staff looked at a patient's record.
 *
 * @param patient the address
 * @param treats whether they treat this patient, in person and not only because their site does
 */
record Sighting(Instant at, Known staff, Known person, long patient, boolean treats) {}
