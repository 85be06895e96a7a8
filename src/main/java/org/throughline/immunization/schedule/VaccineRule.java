package org.throughline.immunization.schedule;

import org.jspecify.annotations.Nullable;

/**
 * A vaccine that may be given for a dose (sections 6.8 and 6.9).
 *
 * @param cvx the vaccine type's CVX code, at least two digits
 * @param name the vaccine type's name
 * @param mvx the maker, when only this maker's product is meant
 * @param advised true when it is named in a forecast (forecast vaccine type)
 */
public record VaccineRule(
        String cvx, String name, AgeRange ages, @Nullable String mvx, boolean advised) {}
