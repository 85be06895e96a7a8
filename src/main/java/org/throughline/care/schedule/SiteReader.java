package org.throughline.care.schedule;

import static org.throughline.care.Parts.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.throughline.care.Parts;
import org.throughline.care.visit.Room;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** Reads Locations: sites, and rooms that are part of them. Pure. */
final class SiteReader {
    private static final String KIND = "http://terminology.hl7.org/CodeSystem/location-physical-type";
    private static final String ROOM = "ro";

    /** FHIR's extension for the time zone of a place. */
    private static final String TIME_ZONE = "http://hl7.org/fhir/StructureDefinition/timezone";

    private SiteReader() {}

    static boolean isRoom(JsonObject location) {
        return Parts.code(location.object("physicalType"), KIND).equals(ROOM);
    }

    static Room room(JsonObject location) {
        return new Room(
                text(location, "id"), text(location, "name"), Parts.idOf(location.object("partOf"), "Location"));
    }

    /** @param practice the time zone of sites that have none of their own */
    static Site site(JsonObject location, ZoneId practice) {
        return new Site(
                text(location, "id"),
                text(location, "name"),
                Parts.idOf(location.object("managingOrganization"), "Organization"),
                zone(location, practice));
    }

    private static ZoneId zone(JsonObject location, ZoneId practice) {
        try {
            String own = text(Parts.extension(location, TIME_ZONE), "valueCode");
            return own.isEmpty() ? practice : ZoneId.of(own);
        } catch (DateTimeException e) {
            return practice;
        }
    }

    /** @param zone null for the practice's */
    static JsonObject zoned(JsonObject location, String zone) {
        Json code = zone.isEmpty() ? null : new JsonString(zone);
        return Parts.withExtension(location, TIME_ZONE, "valueCode", code);
    }

    static JsonObject room(String name, Site site) {
        return JsonObject.builder()
                .add("resourceType", "Location")
                .add("status", "active")
                .add("name", name)
                .add("mode", "instance")
                .add("physicalType", Parts.concept(KIND, ROOM, "Room"))
                .addIfPresent(
                        "managingOrganization",
                        site.organization().isEmpty() ? null : Parts.reference("Organization", site.organization(), ""))
                .addIfPresent("partOf", site.id().isEmpty() ? null : Parts.reference("Location", site.id(), ""))
                .build();
    }
}
