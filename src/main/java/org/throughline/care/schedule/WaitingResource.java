package org.throughline.care.schedule;

import static org.throughline.care.Parts.moment;
import static org.throughline.care.Parts.reference;
import static org.throughline.care.Parts.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** Somebody who waits, as an Appointment of status {@code waitlist} with the days that would do. Pure. */
final class WaitingResource {
    static final String STATUS = "waitlist";
    private static final String URGENT = "1";

    private WaitingResource() {}

    static JsonObject of(Waiting waiting, Instant now, ZoneId zone) {
        List<Json> participants = new ArrayList<>();
        participants.add(participant(reference("Patient", waiting.patient(), waiting.patientName())));
        if (!waiting.practitioner().isEmpty()) {
            participants.add(
                    participant(reference("Practitioner", waiting.practitioner(), waiting.practitionerName())));
        }
        JsonObject period = JsonObject.builder()
                .add("start", waiting.from().toString())
                .add("end", waiting.until().toString())
                .build();
        return JsonObject.builder()
                .add("resourceType", "Appointment")
                .add("status", STATUS)
                .add("serviceType", JsonArray.of(waiting.type().concept()))
                .addIfPresent(
                        "reasonCode",
                        waiting.reason().isEmpty()
                                ? null
                                : JsonArray.of(JsonObject.of("text", new JsonString(waiting.reason()))))
                .addIfPresent("priority", waiting.urgent() ? JsonNumber.of(1) : null)
                .add("created", moment(now, zone))
                .add("participant", new JsonArray(participants))
                .add("requestedPeriod", JsonArray.of(period))
                .build();
    }

    private static JsonObject participant(JsonObject actor) {
        return JsonObject.builder()
                .add("actor", actor)
                .add("status", "needs-action")
                .build();
    }

    /** @param updated when it was last changed, for one that does not say since when it waits */
    static Waiting read(JsonObject appointment, int version, VisitTypes types, Instant updated) {
        JsonObject period =
                appointment.objects("requestedPeriod").stream().findFirst().orElse(JsonObject.EMPTY);
        String code = appointment.objects("serviceType").stream()
                .map(type -> Parts.code(type, VisitType.SYSTEM))
                .findFirst()
                .orElse("");
        return new Waiting(
                text(appointment, "id"),
                version,
                BookingResource.actor(appointment, "Patient").orElse(""),
                BookingResource.name(appointment, "Patient"),
                BookingResource.actor(appointment, "Practitioner").orElse(""),
                BookingResource.name(appointment, "Practitioner"),
                types.orPlain(code),
                day(text(period, "start"), LocalDate.EPOCH),
                day(text(period, "end"), LocalDate.of(9999, 1, 1)),
                Parts.words(
                        appointment.objects("reasonCode").stream().findFirst().orElse(null)),
                URGENT.equals(String.valueOf(appointment.get("priority"))),
                Parts.instant(appointment, "created").orElse(updated));
    }

    private static LocalDate day(String text, LocalDate otherwise) {
        return text.matches("\\d{4}-\\d{2}-\\d{2}.*") ? LocalDate.parse(text.substring(0, 10)) : otherwise;
    }
}
