package org.throughline.care.stay;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A stay as an Encounter of US Core, whose histories tell what happened when. Pure.
 *
 * @param zone in whose time moments are written
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-encounter.html">US Core Encounter</a>
 */
record StayResource(ZoneId zone) {
    private static final String PROFILE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter";
    private static final String CLASS = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String SNOMED = "http://snomed.info/sct";

    /** @param house the id of our Organization and what it is called */
    JsonObject begun(String patient, Coming coming, Author house) {
        JsonObject.Builder encounter = JsonObject.builder()
                .add("resourceType", "Encounter")
                .add("meta", JsonObject.of("profile", JsonArray.of(new JsonString(PROFILE))))
                .add("status", "in-progress")
                .add("class", kind(coming.kind()))
                .add(
                        "type",
                        JsonArray.of(
                                coming.kind() == Coming.Kind.EMERGENCY
                                        ? Parts.concept(SNOMED, "4525004", "Emergency department patient visit")
                                        : Parts.concept(SNOMED, "32485007", "Hospital admission")))
                .add("subject", Parts.reference("Patient", patient, ""))
                .add("period", JsonObject.of("start", moment(coming.at())));
        if (!house.reference().isEmpty()) {
            encounter.add("serviceProvider", house.json());
        }
        return placed(attended(reasoned(encounter.build(), coming), coming), coming.place(), coming.at());
    }

    /** Somebody who came in an emergency stays. */
    JsonObject admitted(JsonObject encounter, Coming coming) {
        JsonObject before = JsonObject.builder()
                .add("class", encounter.object("class") == null ? JsonObject.EMPTY : encounter.object("class"))
                .add("period", period(Parts.text(encounter.object("period"), "start"), coming.at()))
                .build();
        List<Json> history = new ArrayList<>(encounter.list("classHistory"));
        history.add(before);
        JsonObject stays =
                encounter.with("classHistory", new JsonArray(history)).with("class", kind(coming.kind()));
        return placed(attended(reasoned(stays, coming), coming), coming.place(), coming.at());
    }

    private static JsonObject reasoned(JsonObject encounter, Coming coming) {
        return coming.reason().isEmpty()
                ? encounter
                : encounter.with("reasonCode", JsonArray.of(JsonObject.of("text", new JsonString(coming.reason()))));
    }

    private static JsonObject attended(JsonObject encounter, Coming coming) {
        Author attending = coming.attending();
        return attending == null
                ? encounter
                : encounter.with(
                        "participant",
                        JsonArray.of(JsonObject.builder()
                                .add("type", JsonArray.of(Parts.concept(PARTICIPATION, "ATND", "attender")))
                                .add("individual", attending.json())
                                .build()));
    }

    /** The stay at another place; an empty one changes nothing. */
    JsonObject placed(JsonObject encounter, String place, Instant at) {
        if (place.isEmpty()) {
            return encounter;
        }
        List<Json> places = new ArrayList<>(left(encounter, at));
        places.add(JsonObject.builder()
                .add("location", JsonObject.of("display", new JsonString(place)))
                .add("status", "active")
                .add("period", JsonObject.of("start", moment(at)))
                .build());
        return encounter.with("location", new JsonArray(places));
    }

    JsonObject discharged(JsonObject encounter, String code, String words, Instant at) {
        String start = Parts.text(encounter.object("period"), "start");
        List<Json> history = new ArrayList<>(encounter.list("statusHistory"));
        history.add(JsonObject.builder()
                .add("status", Parts.text(encounter, "status"))
                .add("period", period(start, at))
                .build());
        JsonObject stay = encounter.object("hospitalization");
        JsonObject over = encounter
                .with("status", new JsonString("finished"))
                .with("statusHistory", new JsonArray(history))
                .with("period", period(start, at))
                .with(
                        "hospitalization",
                        (stay == null ? JsonObject.EMPTY : stay)
                                .with("dischargeDisposition", Parts.concept(Whereto.SYSTEM, code, words)));
        List<Json> places = left(encounter, at);
        return places.isEmpty() ? over : over.with("location", new JsonArray(places));
    }

    private List<Json> left(JsonObject encounter, Instant at) {
        List<Json> places = new ArrayList<>();
        for (JsonObject each : encounter.objects("location")) {
            places.add(
                    "active".equals(each.text("status"))
                            ? each.with("status", new JsonString("completed"))
                                    .with("period", period(Parts.text(each.object("period"), "start"), at))
                            : each);
        }
        return places;
    }

    private static JsonObject kind(Coming.Kind kind) {
        return Parts.coding(CLASS, kind.code(), kind.display());
    }

    private JsonString moment(Instant at) {
        return new JsonString(Parts.moment(at, zone));
    }

    private JsonObject period(String start, Instant end) {
        return JsonObject.builder()
                .addIfPresent("start", start.isEmpty() ? null : start)
                .add("end", moment(end))
                .build();
    }
}
