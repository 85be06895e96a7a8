package org.throughline.terminology.growth;

import java.util.Locale;
import org.throughline.terminology.vital.Vital;

/** What is measured of a child's growth, in the unit in which the vital sign is stored. */
public enum GrowthMeasure {
    WEIGHT(Vital.WEIGHT),
    HEIGHT(Vital.HEIGHT),
    BMI(Vital.BMI),
    HEAD_CIRCUMFERENCE(Vital.HEAD_CIRCUMFERENCE);

    private final Vital vital;

    GrowthMeasure(Vital vital) {
        this.vital = vital;
    }

    public Vital vital() {
        return vital;
    }

    /** As the table writes it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
