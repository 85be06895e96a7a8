package org.throughline.search.index;

import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.time.TimeRange;

/** The range of time that an element means. */
final class Times {
    private Times() {}

    /** The range; null when the element says no time. */
    static @Nullable TimeRange of(String type, Json json) {
        if (json instanceof JsonString(String text)) {
            return TimeRange.parse(text);
        }
        if (json instanceof JsonObject object) {
            return switch (type) {
                case "Period" -> period(object);
                case "Timing" -> timing(object);
                default -> null;
            };
        }
        return null;
    }

    private static @Nullable TimeRange period(JsonObject period) {
        TimeRange start = bound(period.text("start"));
        TimeRange end = bound(period.text("end"));
        if (start == null && end == null) {
            return null;
        }
        long low = start == null ? Long.MIN_VALUE : start.low();
        long high = end == null ? Long.MAX_VALUE : end.high();
        return low < high ? new TimeRange(low, high) : null;
    }

    private static @Nullable TimeRange bound(@Nullable String text) {
        return text == null ? null : TimeRange.parse(text);
    }

    /** From the first to the last of its events and of the bounds of its repetition. */
    private static @Nullable TimeRange timing(JsonObject timing) {
        TimeRange span = null;
        for (Json event : timing.list("event")) {
            TimeRange at = event instanceof JsonString(String text) ? TimeRange.parse(text) : null;
            span = span(span, at);
        }
        JsonObject repeat = timing.object("repeat");
        JsonObject bounds = repeat == null ? null : repeat.object("boundsPeriod");
        return span(span, bounds == null ? null : period(bounds));
    }

    private static @Nullable TimeRange span(@Nullable TimeRange one, @Nullable TimeRange other) {
        return one == null ? other : other == null ? one : one.span(other);
    }
}
