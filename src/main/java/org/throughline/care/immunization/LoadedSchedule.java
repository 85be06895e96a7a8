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
    /** The next day on which somebody comes to an age that the schedule asks about; null for none. */
    @Nullable
    LocalDate nextAge(LocalDate birth, LocalDate on) {
        return data instanceof Schedule schedule
                ? schedule.ages().stream()
                        .map(age -> age.after(birth))
                        .filter(day -> day.isAfter(on))
                        .min(LocalDate::compareTo)
                        .orElse(null)
                : null;
    }

    /** Whether there is one. */
    public boolean isThere() {
        return data instanceof Schedule;
    }
}
