package org.throughline.care.schedule;

import static org.throughline.care.Parts.concept;
import static org.throughline.care.Parts.moment;
import static org.throughline.care.Parts.reference;
import static org.throughline.care.Parts.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.booking.ClaimReader;

/** An appointment as an Appointment. Pure. */
final class BookingResource {
    private static final String KIND = "http://terminology.hl7.org/CodeSystem/v2-0276";
    private static final List<String> PROVIDERS = List.of("Practitioner", "PractitionerRole", "Location");

    private BookingResource() {}

    static JsonObject of(BookingRequest request, Instant now) {
        JsonObject patient = reference("Patient", request.patient(), request.patientName());
        JsonObject appointment = JsonObject.builder()
                .add("resourceType", "Appointment")
                .add("status", request.walkIn() ? "checked-in" : "booked")
                .add("serviceType", JsonArray.of(request.type().concept()))
                .addIfPresent("appointmentType", request.walkIn() ? concept(KIND, "WALKIN", "Walk-in") : null)
                .add("created", moment(now, request.zone()))
                .add("participant", JsonArray.of(participant(patient)))
                .build();
        return changed(appointment, request);
    }

    /** The appointment as it is wanted now; of the same patient, and what is not asked for stays. */
    static JsonObject changed(JsonObject appointment, BookingRequest request) {
        JsonObject reason = JsonObject.of("text", new JsonString(request.reason()));
        JsonObject changed = beside(appointment, request.beside())
                .with("serviceType", JsonArray.of(request.type().concept()))
                .with("start", new JsonString(moment(request.time().from(), request.zone())))
                .with("end", new JsonString(moment(request.time().to(), request.zone())))
                .with("minutesDuration", JsonNumber.of(request.time().minutes()))
                .with("participant", new JsonArray(participants(appointment, request.provider())));
        changed = request.reason().isEmpty()
                ? changed.without("reasonCode")
                : changed.with("reasonCode", JsonArray.of(reason));
        return request.note().isEmpty()
                ? changed.without("comment")
                : changed.with("comment", new JsonString(request.note()));
    }

    private static List<Json> participants(JsonObject appointment, Provider provider) {
        List<Json> participants = new ArrayList<>();
        for (JsonObject participant : appointment.objects("participant")) {
            JsonObject actor = participant.object("actor");
            if (PROVIDERS.stream().allMatch(type -> Parts.idOf(actor, type).isEmpty())) {
                participants.add(participant);
            }
        }
        participants.add(participant(reference("Practitioner", provider.practitioner(), provider.name())));
        if (!provider.site().isEmpty()) {
            participants.add(participant(reference("Location", provider.site(), "")));
        }
        return participants;
    }

    private static JsonObject participant(JsonObject actor) {
        return JsonObject.builder()
                .add("actor", actor)
                .add("status", "accepted")
                .build();
    }

    private static JsonObject beside(JsonObject appointment, boolean beside) {
        return Parts.withExtension(
                appointment, ClaimReader.OVERBOOKED, "valueBoolean", beside ? JsonBoolean.TRUE : null);
    }

    static JsonObject withStatus(JsonObject appointment, String status) {
        return appointment.with("status", new JsonString(status));
    }

    static JsonObject cancelled(JsonObject appointment, CancelReason reason, String words) {
        JsonObject concept = concept(CancelReason.SYSTEM, reason.code(), reason.words());
        return withStatus(appointment, "cancelled")
                .with("cancelationReason", words.isEmpty() ? concept : concept.with("text", new JsonString(words)));
    }

    static JsonObject restored(JsonObject appointment) {
        return withStatus(appointment, "booked").without("cancelationReason");
    }

    /** The ids of the actors of a type. */
    static Optional<String> actor(JsonObject appointment, String type) {
        return actorOf(appointment, type).map(actor -> Parts.idOf(actor, type));
    }

    /** What the actor of a type is called; empty when there is none. */
    static String name(JsonObject appointment, String type) {
        return actorOf(appointment, type).map(actor -> text(actor, "display")).orElse("");
    }

    private static Optional<JsonObject> actorOf(JsonObject appointment, String type) {
        return appointment.objects("participant").stream()
                .flatMap(participant -> Optional.ofNullable(participant.object("actor")).stream())
                .filter(actor -> !Parts.idOf(actor, type).isEmpty())
                .findFirst();
    }

    /** Reads an appointment; null when it has no time, as one that waits for one. */
    static @Nullable Booking read(JsonObject appointment, int version) {
        Instant start = Parts.instant(appointment, "start").orElse(null);
        Instant end = Parts.instant(appointment, "end").orElse(null);
        if (start == null || end == null || !start.isBefore(end)) {
            return null;
        }
        JsonObject service = first(appointment, "serviceType");
        JsonObject overbooked = Parts.extension(appointment, ClaimReader.OVERBOOKED);
        return new Booking(
                text(appointment, "id"),
                version,
                Booking.Status.of(text(appointment, "status")),
                new Interval(start, end),
                actor(appointment, "Patient").orElse(""),
                actorOf(appointment, "Patient")
                        .map(actor -> text(actor, "display"))
                        .orElse(""),
                actor(appointment, "Practitioner").orElse(""),
                actor(appointment, "Location").orElse(""),
                Parts.code(service, VisitType.SYSTEM),
                Parts.words(service),
                Parts.words(first(appointment, "reasonCode")),
                text(appointment, "comment"),
                overbooked != null && overbooked.get("valueBoolean") == JsonBoolean.TRUE,
                Parts.words(appointment.object("cancelationReason")),
                Series.of(appointment));
    }

    private static @Nullable JsonObject first(JsonObject appointment, String element) {
        return appointment.objects(element).stream().findFirst().orElse(null);
    }

    /** What was asked for, as it is now, at another time and provider. */
    static BookingRequest moved(Booking booking, VisitType type, Provider provider, Interval time, ZoneId zone) {
        return new BookingRequest(
                booking.patient(),
                booking.patientName(),
                provider,
                type,
                time,
                zone,
                booking.reason(),
                booking.note(),
                booking.beside(),
                false);
    }
}
