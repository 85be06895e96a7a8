package org.throughline.care.visit;

import static org.throughline.care.Parts.concept;
import static org.throughline.care.Parts.instant;
import static org.throughline.care.Parts.moment;
import static org.throughline.care.Parts.reference;
import static org.throughline.care.Parts.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A visit as an Encounter of US Core. Pure.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-encounter.html">US Core Encounter</a>
 */
public final class VisitResource {
    private static final String PROFILE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter";
    private static final String CLASS = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String ATTENDER = "ATND";

    /** What a visit is when nothing more is said. */
    private static final JsonObject ENCOUNTER_TYPE =
            concept("http://snomed.info/sct", "308335008", "Patient encounter procedure");

    private VisitResource() {}

    /** The visit of somebody who has just come, waiting. */
    public static JsonObject of(Arrival arrival) {
        JsonObject attender = JsonObject.builder()
                .add("type", JsonArray.of(concept(PARTICIPATION, ATTENDER, "attender")))
                .addIfPresent(
                        "individual",
                        arrival.practitioner().isEmpty()
                                ? null
                                : reference("Practitioner", arrival.practitioner(), arrival.practitionerName()))
                .build();
        JsonObject type = arrival.type();
        return JsonObject.builder()
                .add("resourceType", "Encounter")
                .add("meta", JsonObject.of("profile", JsonArray.of(new JsonString(PROFILE))))
                .add("status", Step.WAITING.status())
                .add("class", Parts.coding(CLASS, "AMB", "ambulatory"))
                .add("type", JsonArray.of(type == null ? ENCOUNTER_TYPE : type))
                .add("subject", reference("Patient", arrival.patient(), arrival.patientName()))
                .add("participant", JsonArray.of(attender))
                .addIfPresent(
                        "appointment",
                        arrival.appointment().isEmpty() ? null : JsonArray.of(appointment(arrival.appointment())))
                .add("period", JsonObject.of("start", new JsonString(moment(arrival.at(), arrival.zone()))))
                .addIfPresent(
                        "reasonCode",
                        arrival.reason().isEmpty()
                                ? null
                                : JsonArray.of(JsonObject.of("text", new JsonString(arrival.reason()))))
                .addIfPresent(
                        "serviceProvider",
                        arrival.site().isEmpty() ? null : reference("Organization", arrival.site(), ""))
                .build();
    }

    /** One that is made in the same transaction is referred to by its {@code urn:uuid}. */
    private static JsonObject appointment(String id) {
        return id.startsWith("urn:")
                ? JsonObject.of("reference", new JsonString(id))
                : reference("Appointment", id, "");
    }

    /** Reads a visit; null when it has not begun, was called off, or is nothing that has steps. */
    static @Nullable OpenVisit read(JsonObject encounter, int version) {
        Step step = step(encounter);
        Instant start = instant(encounter.object("period"), "start").orElse(null);
        if (step == null || start == null) {
            return null;
        }
        JsonObject place = encounter.objects("location").stream()
                .filter(each -> "active".equals(each.text("status")))
                .findFirst()
                .orElse(JsonObject.EMPTY);
        JsonObject appointment =
                encounter.objects("appointment").stream().findFirst().orElse(null);
        return new OpenVisit(
                text(encounter, "id"),
                version,
                Parts.idOf(encounter.object("subject"), "Patient"),
                Parts.idOf(appointment, "Appointment"),
                Parts.idOf(attender(encounter).object("individual"), "Practitioner"),
                step,
                Parts.idOf(place.object("location"), "Location"),
                text(place.object("location"), "display"),
                start,
                since(encounter, step, start),
                past(encounter));
    }

    /** Reads when a visit came to which step; null for what was not led through any here. */
    static @Nullable Timing timing(JsonObject encounter) {
        Step step = step(encounter);
        JsonObject period = encounter.object("period");
        Instant arrived = instant(period, "start").orElse(null);
        if (step == null || arrived == null || !encounter.has("statusHistory")) {
            return null;
        }
        JsonObject attended = attender(encounter).object("period");
        JsonObject appointment =
                encounter.objects("appointment").stream().findFirst().orElse(null);
        return new Timing(
                text(encounter, "id"),
                Parts.idOf(encounter.object("subject"), "Patient"),
                Parts.idOf(appointment, "Appointment"),
                Parts.idOf(attender(encounter).object("individual"), "Practitioner"),
                arrived,
                roomed(encounter, step),
                instant(attended, "start").orElse(null),
                instant(attended, "end").orElse(null),
                step == Step.DONE ? instant(period, "end").orElse(null) : null);
    }

    private static @Nullable Instant roomed(JsonObject encounter, Step step) {
        Instant before = null;
        for (JsonObject history : encounter.objects("statusHistory")) {
            if (Step.IN_ROOM.status().equals(history.text("status"))) {
                return instant(history.object("period"), "start").orElse(null);
            }
            before = instant(history.object("period"), "end").orElse(before);
        }
        return step == Step.IN_ROOM ? before : null;
    }

    private static @Nullable Step step(JsonObject encounter) {
        return switch (text(encounter, "status")) {
            case "arrived" -> Step.WAITING;
            case "triaged" -> Step.IN_ROOM;
            case "in-progress", "onleave" ->
                instant(attender(encounter).object("period"), "end").isPresent() ? Step.LEAVING : Step.WITH_CLINICIAN;
            case "finished" -> Step.DONE;
            default -> null;
        };
    }

    private static Instant since(JsonObject encounter, Step step, Instant start) {
        Instant changed = encounter.objects("statusHistory").stream()
                .flatMap(history -> instant(history.object("period"), "end").stream())
                .reduce((first, second) -> second)
                .orElse(start);
        return switch (step) {
            case LEAVING -> instant(attender(encounter).object("period"), "end").orElse(changed);
            case DONE -> instant(encounter.object("period"), "end").orElse(changed);
            case WAITING, IN_ROOM, WITH_CLINICIAN -> changed;
        };
    }

    private static List<OpenVisit.Past> past(JsonObject encounter) {
        List<OpenVisit.Past> past = new ArrayList<>();
        for (JsonObject history : encounter.objects("statusHistory")) {
            JsonObject period = history.object("period");
            Instant from = instant(period, "start").orElse(null);
            Instant to = instant(period, "end").orElse(null);
            Step step = step(JsonObject.of("status", new JsonString(text(history, "status"))));
            if (from != null && to != null && step != null) {
                past.add(new OpenVisit.Past(step, from, to));
            }
        }
        return past;
    }

    private static JsonObject attender(JsonObject encounter) {
        return encounter.objects("participant").stream()
                .filter(VisitResource::attends)
                .findFirst()
                .orElse(JsonObject.EMPTY);
    }

    private static boolean attends(JsonObject participant) {
        return participant.objects("type").stream()
                .anyMatch(type -> Parts.code(type, PARTICIPATION).equals(ATTENDER));
    }

    /**
     * The visit at another step; nothing of how long the steps before it took is lost.
     *
     * @param room where the patient is from now on; null when that does not change
     */
    static JsonObject at(JsonObject encounter, Step step, @Nullable Room room, Instant now, ZoneId zone) {
        String at = moment(now, zone);
        JsonObject changed = step.status().equals(text(encounter, "status")) ? encounter : remembered(encounter, at);
        changed = changed.with("status", new JsonString(step.status()));
        changed = changed.with("participant", new JsonArray(participants(changed, step, at)));
        if (room != null || step == Step.DONE || step == Step.WAITING) {
            changed = placed(changed, step == Step.DONE || step == Step.WAITING ? null : room, at);
        }
        JsonObject period = changed.object("period");
        JsonObject started = period == null ? JsonObject.of("start", new JsonString(at)) : period;
        return changed.with(
                "period", step == Step.DONE ? started.with("end", new JsonString(at)) : started.without("end"));
    }

    private static JsonObject remembered(JsonObject encounter, String at) {
        List<Json> history = new ArrayList<>(encounter.list("statusHistory"));
        String since = encounter.objects("statusHistory").stream()
                .map(each -> text(each.object("period"), "end"))
                .filter(end -> !end.isEmpty())
                .reduce((first, second) -> second)
                .orElse(text(encounter.object("period"), "start"));
        history.add(JsonObject.builder()
                .add("status", text(encounter, "status"))
                .add("period", period(since, at))
                .build());
        return encounter.with("statusHistory", new JsonArray(history));
    }

    /** The attending participant's time begins with the clinician and ends when the patient may leave. */
    private static List<Json> participants(JsonObject encounter, Step step, String at) {
        List<Json> participants = new ArrayList<>();
        boolean found = false;
        for (JsonObject participant : encounter.objects("participant")) {
            boolean first = !found && attends(participant);
            found = found || first;
            participants.add(first ? timed(participant, step, at) : participant);
        }
        if (!found) {
            JsonObject attender = JsonObject.of("type", JsonArray.of(concept(PARTICIPATION, ATTENDER, "attender")));
            participants.add(timed(attender, step, at));
        }
        return participants;
    }

    private static JsonObject timed(JsonObject participant, Step step, String at) {
        JsonObject period = participant.object("period");
        String start = period == null ? at : text(period, "start");
        return switch (step) {
            case WAITING, IN_ROOM -> participant.without("period");
            case WITH_CLINICIAN -> participant.with("period", JsonObject.of("start", new JsonString(start)));
            case LEAVING, DONE ->
                period != null && period.has("end") ? participant : participant.with("period", period(start, at));
        };
    }

    private static JsonObject placed(JsonObject encounter, @Nullable Room room, String at) {
        List<Json> places = new ArrayList<>();
        for (JsonObject place : encounter.objects("location")) {
            places.add("active".equals(place.text("status")) ? left(place, at) : place);
        }
        if (room != null) {
            places.add(JsonObject.builder()
                    .add("location", reference("Location", room.id(), room.name()))
                    .add("status", "active")
                    .add("period", JsonObject.of("start", new JsonString(at)))
                    .build());
        }
        return places.isEmpty() ? encounter : encounter.with("location", new JsonArray(places));
    }

    private static JsonObject left(JsonObject place, String at) {
        String start = text(place.object("period"), "start");
        return place.with("status", new JsonString("completed")).with("period", period(start, at));
    }

    private static JsonObject period(String start, String end) {
        return JsonObject.builder()
                .addIfPresent("start", start.isEmpty() ? null : start)
                .add("end", end)
                .build();
    }
}
