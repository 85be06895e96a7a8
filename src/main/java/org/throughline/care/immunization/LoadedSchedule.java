package org.throughline.care.immunization;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.SupportingData;

/**
 * The immunization schedule that is in force.
 *
 * @param data what is in it, or why there is none
 * @param name as people call it: {@code CDSi 4.64}; empty when there is none
 * @param written the day it was written, when its file says so
 * @param loaded when it was loaded; null when there is none
 */
public record LoadedSchedule(
        SupportingData data,
        String name,
        @Nullable LocalDate written,
        @Nullable Instant loaded) {
    /** Whether there is one. */
    public boolean isThere() {
        return data instanceof Schedule;
    }
}
