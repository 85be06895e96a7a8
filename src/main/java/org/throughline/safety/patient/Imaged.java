package org.throughline.safety.patient;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.throughline.terminology.imaging.Exam;

/**
 * Imaging that is done.
 *
 * @param id what the caller knows its report or images by
 * @param loincs its LOINC codes; empty when they are not known
 * @param exam by what and where it looked; empty when that cannot be told
 * @param kept whether the patient keeps it private
 */
public record Imaged(String id, String name, Set<String> loincs, Optional<Exam> exam, LocalDate date, boolean kept) {
    public Imaged {
        loincs = Set.copyOf(loincs);
    }
}
