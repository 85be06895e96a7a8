package org.throughline.immunization.patient;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A vaccine that was given.
 *
 * @param id by which the caller knows it again
 * @param cvx its CVX code, at least two digits
 * @param mvx its maker's MVX code, when known
 * @param expiry the last day its lot was good, when known
 * @param flaw why it does not count whatever else is right (recalled, cold chain broken, partial dose), or null
 */
public record Shot(
        String id,
        LocalDate given,
        String cvx,
        @Nullable String mvx,
        @Nullable LocalDate expiry,
        @Nullable String flaw) {}
