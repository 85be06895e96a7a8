package org.throughline.immunization.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What counts as immunity without a vaccine (section 7.2).
 *
 * @param history observation codes with their titles
 */
public record Immunity(Map<String, String> history, List<BornBefore> births) {

    /** Born before a date, in a country ("" for any), unless one of the observations excludes it. */
    public record BornBefore(LocalDate date, String country, Set<String> exclusions) {}
}
