package org.throughline.care.schedule;

import static org.throughline.care.Parts.moment;
import static org.throughline.care.Parts.reference;
import static org.throughline.care.Parts.text;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/** Time in which nobody is booked, as a Slot. Pure. */
final class BlockResource {
    static final String STATUS = "busy-unavailable";

    private BlockResource() {}

    static @Nullable Block read(JsonObject slot, int version) {
        Instant start = Parts.instant(slot, "start").orElse(null);
        Instant end = Parts.instant(slot, "end").orElse(null);
        return start == null || end == null || !start.isBefore(end)
                ? null
                : new Block(
                        text(slot, "id"),
                        version,
                        Parts.idOf(slot.object("schedule"), "Schedule"),
                        new Interval(start, end),
                        text(slot, "comment"),
                        Series.of(slot));
    }

    /** @param series what it is made together with; empty for nothing */
    static JsonObject of(String schedule, Interval time, String words, String series, ZoneId zone) {
        return JsonObject.builder()
                .add("resourceType", "Slot")
                .addIfPresent("identifier", series.isEmpty() ? null : Series.identifier(series))
                .add("schedule", reference("Schedule", schedule, ""))
                .add("status", STATUS)
                .add("start", moment(time.from(), zone))
                .add("end", moment(time.to(), zone))
                .addIfPresent("comment", words.isEmpty() ? null : words)
                .build();
    }
}
