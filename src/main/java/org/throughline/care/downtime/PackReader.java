package org.throughline.care.downtime;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.chart.Chart;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.chart.ChartQuery;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.schedule.Agenda;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.House;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.schedule.Site;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Reads a day and those who come, as far as a caller may see them. */
public final class PackReader {
    private static final ChartQuery SUMMARY =
            new ChartQuery(EnumSet.complementOf(EnumSet.of(ChartPart.VISITS)), ChartQuery.Depth.USUAL);

    private final ScheduleReader schedule;
    private final ChartReader charts;

    public PackReader(ScheduleReader schedule, ChartReader charts) {
        this.schedule = schedule;
        this.charts = charts;
    }

    /**
     * The day that it is now: at each site by the site's own clock.
     *
     * @param practice the practice's time zone
     * @param organization the id of the Organization that is the practice; empty for none
     */
    public Pack read(Caller caller, ZoneId practice, String organization, Instant now) {
        House house = schedule.house(caller, practice, organization);
        Map<ZoneId, Agenda> agendas = new HashMap<>();
        List<Pack.Part> parts = new ArrayList<>();
        for (Site site : house.sites()) {
            Agenda agenda = agendas.computeIfAbsent(
                    site.zone(), zone -> schedule.agenda(caller, LocalTimes.day(LocalDate.ofInstant(now, zone), zone)));
            parts.addAll(parts(house, site, agenda));
        }
        return new Pack(now, practice, LocalDate.ofInstant(now, practice), parts, summaries(caller, parts));
    }

    /** What is of no site that is known is at the first. */
    private static List<Pack.Part> parts(House house, Site site, Agenda agenda) {
        Map<String, List<Pack.Appointment>> byProvider = new TreeMap<>();
        for (Booking booking : agenda.bookings()) {
            boolean first = site.equals(house.sites().getFirst());
            boolean known = house.sites().stream().anyMatch(each -> each.id().equals(booking.site()));
            if (known ? booking.site().equals(site.id()) : first) {
                byProvider
                        .computeIfAbsent(provider(house, booking), name -> new ArrayList<>())
                        .add(new Pack.Appointment(
                                booking, agenda.people().get(booking.patient()), type(house, booking)));
            }
        }
        List<Pack.Part> parts = new ArrayList<>();
        byProvider.forEach((provider, appointments) -> parts.add(new Pack.Part(site, provider, appointments)));
        return parts;
    }

    private static String provider(House house, Booking booking) {
        return house.provider(booking).map(Provider::name).orElse("");
    }

    private List<Pack.Summary> summaries(Caller caller, List<Pack.Part> parts) {
        Map<String, List<Pack.Coming>> coming = new LinkedHashMap<>();
        Map<String, Pack.Appointment> appointments = new HashMap<>();
        for (Pack.Part part : parts) {
            for (Pack.Appointment each : part.appointments()) {
                Booking booking = each.booking();
                if (booking.stands() && !booking.patient().isEmpty()) {
                    appointments.putIfAbsent(booking.patient(), each);
                    coming.computeIfAbsent(booking.patient(), patient -> new ArrayList<>())
                            .add(new Pack.Coming(
                                    booking.time().from(),
                                    part.site(),
                                    part.provider(),
                                    each.type(),
                                    booking.reason()));
                }
            }
        }
        List<Pack.Summary> summaries = new ArrayList<>();
        coming.forEach((patient, visits) -> summaries.add(summary(
                caller,
                patient,
                appointments.get(patient),
                visits.stream().sorted(Comparator.comparing(Pack.Coming::at)).toList())));
        return summaries.stream()
                .sorted(Comparator.comparing(PackReader::listed).thenComparing(Pack.Summary::patient))
                .toList();
    }

    private static String type(House house, Booking booking) {
        return house.types().find(booking.type()).map(type -> type.name()).orElse(booking.typeName());
    }

    private Pack.Summary summary(
            Caller caller, String patient, Pack.@Nullable Appointment appointment, List<Pack.Coming> visits) {
        String name = appointment == null ? "" : appointment.booking().patientName();
        Person known = appointment == null ? null : appointment.person();
        Chart chart = chart(caller, patient).orElse(null);
        return new Pack.Summary(patient, name, chart == null ? known : chart.person(), chart, visits);
    }

    /** Empty also when the caller may not know that there is such a patient. */
    private Optional<Chart> chart(Caller caller, String patient) {
        try {
            return charts.chart(caller, patient, SUMMARY);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.NotFound || e.failure() instanceof Failure.Gone) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String listed(Pack.Summary summary) {
        return summary.person() == null ? summary.name() : summary.person().listed();
    }
}
