package org.throughline.care.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/** What was made together, by an identifier that all of it carries; and the times of what comes again. Pure. */
public final class Series {
    static final String SYSTEM = "urn:throughline:series";

    private Series() {}

    static JsonArray identifier(String series) {
        return JsonArray.of(
                JsonObject.builder().add("system", SYSTEM).add("value", series).build());
    }

    static String of(JsonObject resource) {
        return resource.objects("identifier").stream()
                .filter(identifier -> SYSTEM.equals(identifier.text("system")))
                .map(identifier -> Parts.text(identifier, "value"))
                .findFirst()
                .orElse("");
    }

    /**
     * The same local time again and again, however clocks change meanwhile; as long as the first, and so many of them.
     *
     * @param weeks how many weeks lie between
     */
    public static List<Interval> weekly(Interval first, int weeks, int count, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(first.from(), zone);
        LocalTime time = LocalTime.ofInstant(first.from(), zone);
        return IntStream.range(0, count)
                .mapToObj(i -> i == 0 ? first.from() : LocalTimes.moment(day.plusWeeks((long) weeks * i), time, zone))
                .map(from -> new Interval(from, end(from, first)))
                .toList();
    }

    private static Instant end(Instant from, Interval first) {
        return from.plusSeconds(60L * first.minutes());
    }
}
