package org.throughline.immunization.schedule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What counts as immunity without a vaccine (section 7.2).
 *
 * @param history observation codes with their titles
 */
public record Immunity(Map<String, String> history, List<BornBefore> births) {

    /** The same with these words wherever one of the hidden observations is named. */
    Immunity withoutNaming(Set<String> hidden, String words) {
        Map<String, String> named = new HashMap<>(history);
        named.replaceAll((code, title) -> hidden.contains(code) ? words : title);
        return new Immunity(named, births);
    }

    /** Born before a date, in a country ("" for any), unless one of the observations excludes it. */
    public record BornBefore(LocalDate date, String country, Set<String> exclusions) {}
}
