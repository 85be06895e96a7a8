package org.throughline.clinic.schedule;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.care.chart.Person;
import org.throughline.care.registration.SimilarNames;
import org.throughline.care.schedule.Agenda;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.House;
import org.throughline.care.schedule.Interval;
import org.throughline.care.schedule.Site;
import org.throughline.care.visit.OpenVisit;

/**
 * All that a page of the schedule is made of.
 *
 * @param visits the visits under way and done, by the ids of their appointments
 * @param similar the ids of patients whose name is like that of another on that page
 */
record Day(
        Where where,
        House house,
        Site site,
        Interval time,
        Agenda agenda,
        Map<String, OpenVisit> visits,
        Set<String> similar,
        Instant now) {

    static Day of(Caller caller, Where where, House house, Interval time, Agenda agenda, VisitsOf visits, Instant now) {
        Map<String, OpenVisit> begun = visits
                .of(
                        caller,
                        agenda.bookings().stream()
                                .filter(booking -> booking.status() == Booking.Status.CHECKED_IN
                                        || booking.status() == Booking.Status.DONE)
                                .map(Booking::id)
                                .toList())
                .stream()
                .collect(Collectors.toMap(
                        OpenVisit::appointment,
                        Function.identity(),
                        (one, other) -> one.arrived().isAfter(other.arrived()) ? one : other));
        Set<String> similar = SimilarNames.among(agenda.bookings().stream()
                .filter(Booking::stands)
                .map(booking -> agenda.people().get(booking.patient()))
                .filter(person -> person != null)
                .collect(Collectors.toSet()));
        return new Day(where, house, house.site(where.site()), time, agenda, begun, similar, now);
    }

    /** Finds the visits of appointments. */
    @FunctionalInterface
    interface VisitsOf {
        java.util.List<OpenVisit> of(Caller caller, java.util.Collection<String> appointments);
    }

    /** Whose appointment it is, as lists write it. */
    String name(Booking booking) {
        Person person = agenda.people().get(booking.patient());
        if (person == null) {
            return booking.patientName().isEmpty() ? "Patient" : booking.patientName();
        }
        return person.family().toUpperCase(java.util.Locale.ROOT) + ", " + person.given();
    }
}
