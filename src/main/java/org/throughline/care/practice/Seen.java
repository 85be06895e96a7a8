package org.throughline.care.practice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.throughline.care.visit.Timing;

/**
 * A visit that was led through its steps, with what it was booked as.
 *
 * @param day in the practice's time
 * @param booked when it was to begin; empty without an appointment
 * @param type what for, in the practice's words; empty when nothing is said
 * @param provider the name of who attended; empty when nobody is named
 */
public record Seen(Timing timing, LocalDate day, Optional<Instant> booked, String type, String provider) {

    /** By how much the patient came after the appointment was to begin; negative for before, empty without one. */
    public Optional<Duration> late() {
        return booked.map(time -> Duration.between(time, timing.arrived()));
    }

    /** How visits are put together. */
    public enum By {
        TYPE("Kind of visit"),
        PROVIDER("Provider"),
        WEEKDAY("Day of the week"),
        DAY("Day");

        private final String label;

        By(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
