package org.throughline.safety.patient;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.throughline.terminology.imaging.Exam;

/**
 * An order of imaging.
 *
 * @param id what the caller knows it by
 * @param loincs its LOINC codes; empty when they are not known
 * @param exam by what and where it looks; empty when that cannot be told
 * @param due the day on which it is to be done
 * @param after after so many days it follows an earlier one on purpose; 0 when it does not
 */
public record ImagingOrder(String id, String name, Set<String> loincs, Optional<Exam> exam, LocalDate due, int after)
        implements Order {
    public ImagingOrder {
        loincs = Set.copyOf(loincs);
    }
}
