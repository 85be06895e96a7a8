package org.throughline.care.downtime;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.chart.Chart;
import org.throughline.care.chart.Person;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.Site;

/**
 * A day of the practice and those who come.
 *
 * @param made when it was read
 * @param zone the practice's
 * @param day which day it is there
 * @param summaries of everybody who is expected or here, by name; each once
 */
public record Pack(Instant made, ZoneId zone, LocalDate day, List<Part> parts, List<Summary> summaries) {
    public Pack {
        parts = List.copyOf(parts);
        summaries = List.copyOf(summaries);
    }

    /**
     * The day of somebody at a site.
     *
     * @param provider the name of whom patients see; empty for nobody in particular
     */
    public record Part(Site site, String provider, List<Appointment> appointments) {
        public Part {
            appointments = List.copyOf(appointments);
        }
    }

    /**
     * An appointment.
     *
     * @param person the patient; null when nothing but the name in the appointment may be known
     * @param type what for, in the practice's words
     */
    public record Appointment(Booking booking, @Nullable Person person, String type) {}

    /**
     * What is to be known of a patient.
     *
     * @param name as the appointment says it
     * @param person null when nothing but that name may be known
     * @param chart null when the patient keeps it from others
     * @param visits of the day
     */
    public record Summary(
            String patient,
            String name,
            @Nullable Person person,
            @Nullable Chart chart,
            List<Coming> visits) {
        public Summary {
            visits = List.copyOf(visits);
        }
    }

    /** When a patient comes, to whom and why. */
    public record Coming(Instant at, Site site, String provider, String type, String reason) {}
}
