package org.throughline.care.schedule;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.visit.Arrival;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.record.booking.ClaimReader;

/**
 * Books, moves and calls off appointments, and checks patients in. Whoever is second to take somebody's time fails with
 * {@link Failure.Conflict}; whoever changes what somebody else has changed meanwhile, with
 * {@link Failure.PreconditionFailed}.
 */
public final class Scheduler {
    private static final String APPOINTMENT = "Appointment";

    private final Records records;
    private final Types types;
    private final InstantSource clock;

    public Scheduler(Records records, Types types, InstantSource clock) {
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /**
     * Books for somebody who is here already: the appointment and its visit are made together or not at all.
     *
     * @param organization the id of the Organization where; empty for none
     * @return the Appointment's id
     */
    public String walkIn(Caller caller, BookingRequest request, String organization) {
        JsonObject appointment = BookingResource.of(request, clock.instant());
        String urn = "urn:uuid:" + UUID.randomUUID();
        Arrival arrival = new Arrival(
                request.patient(),
                request.patientName(),
                request.provider().practitioner(),
                request.provider().name(),
                organization,
                urn,
                request.type().concept(),
                request.reason(),
                clock.instant(),
                request.zone());
        List<Intent> intents =
                List.of(new Intent.Create(APPOINTMENT, () -> appointment, null, urn), Visits.beginning(arrival));
        return write(caller, Action.CREATE, APPOINTMENT, intents).getFirst();
    }

    /** Books; the Appointment's id. */
    public String book(Caller caller, BookingRequest request) {
        return book(caller, List.of(request)).getFirst();
    }

    /** Books all or none; the Appointments' ids in the same order. */
    public List<String> book(Caller caller, List<BookingRequest> requests) {
        List<Intent> intents = new ArrayList<>();
        for (BookingRequest request : requests) {
            JsonObject appointment = BookingResource.of(request, clock.instant());
            intents.add(new Intent.Create(APPOINTMENT, () -> appointment, null, null));
        }
        return write(caller, Action.CREATE, APPOINTMENT, intents);
    }

    /** Books the same again and again, all or none, as a series; the Appointments' ids. */
    public List<String> book(Caller caller, BookingRequest request, List<Interval> times) {
        String series = UUID.randomUUID().toString();
        List<Intent> intents = new ArrayList<>();
        for (Interval time : times) {
            JsonObject appointment =
                    BookingResource.of(request.at(time), clock.instant()).with("identifier", Series.identifier(series));
            intents.add(new Intent.Create(APPOINTMENT, () -> appointment, null, null));
        }
        return write(caller, Action.CREATE, APPOINTMENT, intents);
    }

    /**
     * What calls an appointment off, to be written with something else.
     *
     * @param appointment the id of the Appointment
     */
    public static Intent callingOff(String appointment, CancelReason reason) {
        return new Intent.Patch(
                new Target.ById(APPOINTMENT, appointment),
                present -> BookingResource.cancelled(present, reason, ""),
                Precondition.NONE);
    }

    /** Calls several appointments off, all or none. */
    public void cancel(Caller caller, List<Booking> bookings, CancelReason reason, String words) {
        List<Intent> intents = bookings.stream()
                .map(booking -> patch(booking, appointment -> BookingResource.cancelled(appointment, reason, words)))
                .toList();
        write(caller, Action.UPDATE, APPOINTMENT, intents);
    }

    /** Somebody waits for a time to become free; the id of the Appointment, which has no time yet. */
    public String await(Caller caller, Waiting waiting, ZoneId zone) {
        JsonObject appointment = WaitingResource.of(waiting, clock.instant(), zone);
        return write(
                        caller,
                        Action.CREATE,
                        APPOINTMENT,
                        List.of(new Intent.Create(APPOINTMENT, () -> appointment, null, null)))
                .getFirst();
    }

    /** Whoever waited has a time now: what waited becomes the appointment. */
    public void seat(Caller caller, Waiting waiting, BookingRequest request) {
        Intent intent = new Intent.Patch(
                new Target.ById(APPOINTMENT, waiting.id()),
                appointment -> BookingResource.withStatus(
                        BookingResource.changed(appointment, request).without("requestedPeriod"), "booked"),
                new Precondition.Version(waiting.version()));
        write(caller, Action.UPDATE, APPOINTMENT + "/" + waiting.id(), List.of(intent));
    }

    /** Whoever waited waits no more. */
    public void give(Caller caller, Waiting waiting) {
        Intent intent = new Intent.Patch(
                new Target.ById(APPOINTMENT, waiting.id()),
                appointment -> BookingResource.cancelled(appointment, CancelReason.PATIENT, ""),
                new Precondition.Version(waiting.version()));
        write(caller, Action.UPDATE, APPOINTMENT + "/" + waiting.id(), List.of(intent));
    }

    /** Closes times of a provider, all or none, as what was made together. */
    public void close(Caller caller, Provider provider, List<Interval> times, String words, ZoneId zone) {
        String series = times.size() == 1 ? "" : UUID.randomUUID().toString();
        List<Intent> intents = new ArrayList<>();
        for (Interval time : times) {
            JsonObject slot = BlockResource.of(provider.id(), time, words, series, zone);
            intents.add(new Intent.Create("Slot", () -> slot, null, null));
        }
        write(caller, Action.CREATE, "Slot", intents);
    }

    /** Opens closed times again. */
    public void open(Caller caller, List<Block> blocks) {
        List<Intent> intents = blocks.stream()
                .<Intent>map(block -> new Intent.Patch(
                        new Target.ById("Slot", block.id()),
                        slot -> BookingResource.withStatus(slot, "entered-in-error"),
                        Precondition.NONE))
                .toList();
        write(caller, Action.UPDATE, "Slot", intents);
    }

    /** Says whether a patient is reminded of appointments from now on. */
    public void remind(Caller caller, String patient, boolean wanted) {
        Intent intent = new Intent.Patch(
                new Target.ById("Patient", patient),
                present -> Parts.withExtension(
                        present, ClaimReader.NO_REMINDERS, "valueBoolean", wanted ? null : JsonBoolean.TRUE),
                Precondition.NONE);
        write(caller, Action.UPDATE, "Patient/" + patient, List.of(intent));
    }

    /** Gives an appointment another time, provider or kind. */
    public void change(Caller caller, Booking booking, BookingRequest wanted) {
        change(caller, booking, appointment -> BookingResource.changed(appointment, wanted));
    }

    /** Gives an appointment another time and provider. */
    public void move(Caller caller, Booking booking, VisitType type, Provider provider, Interval time, ZoneId zone) {
        BookingRequest wanted = BookingResource.moved(booking, type, provider, time, zone);
        change(
                caller,
                booking,
                appointment -> withServiceType(BookingResource.changed(appointment, wanted), appointment));
    }

    /** Moving changes nothing about what the visit is for, whatever words that is in. */
    private static JsonObject withServiceType(JsonObject moved, JsonObject before) {
        return before.get("serviceType") == null
                ? moved.without("serviceType")
                : moved.with("serviceType", Objects.requireNonNull(before.get("serviceType")));
    }

    /**
     * Calls an appointment off.
     *
     * @param words beside the reason; empty for none
     */
    public void cancel(Caller caller, Booking booking, CancelReason reason, String words) {
        change(caller, booking, appointment -> BookingResource.cancelled(appointment, reason, words));
    }

    /** The patient did not come. */
    public void noShow(Caller caller, Booking booking) {
        change(caller, booking, appointment -> BookingResource.withStatus(appointment, "noshow"));
    }

    /** The appointment stands again. */
    public void restore(Caller caller, Booking booking) {
        change(caller, booking, BookingResource::restored);
    }

    private void change(Caller caller, Booking booking, UnaryOperator<JsonObject> edit) {
        write(caller, Action.UPDATE, APPOINTMENT + "/" + booking.id(), List.of(patch(booking, edit)));
    }

    private static Intent patch(Booking booking, UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(
                new Target.ById(APPOINTMENT, booking.id()), edit, new Precondition.Version(booking.version()));
    }

    /**
     * The patient is here: the visit begins. The appointment and its visit change together or not at all.
     *
     * @return the Encounter's id
     */
    public String checkIn(Caller caller, Booking booking, Provider provider, VisitType type, Site site) {
        if (booking.status() != Booking.Status.BOOKED && booking.status() != Booking.Status.NO_SHOW) {
            throw new Failed(
                    new Failure.Conflict("This patient is checked in already, or the appointment is cancelled."));
        }
        Arrival arrival = new Arrival(
                booking.patient(),
                booking.patientName(),
                provider.practitioner(),
                provider.name(),
                site.organization(),
                booking.id(),
                type.code().isEmpty() ? null : type.concept(),
                booking.reason(),
                clock.instant(),
                site.zone());
        return write(
                        caller,
                        Action.UPDATE,
                        APPOINTMENT + "/" + booking.id(),
                        List.of(
                                patch(
                                        booking,
                                        appointment -> BookingResource.withStatus(
                                                BookingResource.restored(appointment), "checked-in")),
                                Visits.beginning(arrival)))
                .get(1);
    }

    /** The patient was checked in by mistake: the visit never was, the appointment stands again. */
    public void undoCheckIn(Caller caller, Booking booking, OpenVisit visit) {
        write(
                caller,
                Action.UPDATE,
                APPOINTMENT + "/" + booking.id(),
                List.of(patch(booking, BookingResource::restored), Visits.callingOff(visit)));
    }

    private List<String> write(Caller caller, Action action, String target, List<Intent> intents) {
        return records
                .write(
                        caller,
                        intents,
                        (at, written, patients) -> Access.of(
                                at,
                                caller,
                                action,
                                types.number(intents.getFirst().type()),
                                target,
                                action == Action.CREATE ? 201 : 200,
                                patients))
                .stream()
                .map(outcome -> Objects.requireNonNull(outcome.stored()).id())
                .toList();
    }
}
