package org.throughline.care.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.vital.Measured;
import org.throughline.terminology.growth.BirthSex;

/**
 * What is known of how a child grew.
 *
 * @param sex at birth; null when it is not recorded, so that there is no curve
 * @param recordedAtBirth whether that is the sex recorded at birth, and not the administrative gender
 * @param birthDate as FHIR has it
 * @param gestation in weeks, at birth; null when it is not recorded
 * @param measured weight, height, head circumference and body mass index, the newest first
 */
public record GrowthHistory(
        @Nullable BirthSex sex,
        boolean recordedAtBirth,
        String birthDate,
        @Nullable Double gestation,
        List<Measured> measured) {
    public GrowthHistory {
        measured = List.copyOf(measured);
    }
}
