package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.List;

/**
 * A dose that is still to come.
 *
 * @param vaccine the group of vaccines
 * @param number which dose it is
 * @param earliest the first day on which it counts, when the doses before it are given on theirs
 * @param recommended when it is to be given by the schedule, not before that day
 * @param products what may be given
 */
public record Planned(String vaccine, int number, LocalDate earliest, LocalDate recommended, List<String> products) {
    public Planned {
        products = List.copyOf(products);
    }
}
