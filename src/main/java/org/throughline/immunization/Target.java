package org.throughline.immunization;

import java.util.Optional;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.SeriesDose;

/** A target dose that is done with: satisfied by a shot, or skipped. */
record Target(SeriesDose dose, Optional<Shot> by) {

    boolean satisfied() {
        return by.isPresent();
    }
}
