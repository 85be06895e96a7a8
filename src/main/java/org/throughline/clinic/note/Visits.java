package org.throughline.clinic.note;

import java.util.List;
import java.util.Optional;
import org.throughline.care.chart.Line;
import org.throughline.fhir.json.JsonObject;
import org.throughline.ui.Dates;

/** Visits in words. Pure. */
record Visits(Dates dates) {

    /** A visit as in {@code Follow-up, 14-Jul-2025 09:15}; empty for none. */
    String words(Optional<JsonObject> encounter) {
        return encounter.map(this::words).orElse("");
    }

    private String words(JsonObject encounter) {
        List<JsonObject> types = encounter.objects("type");
        JsonObject period = encounter.object("period");
        String start = period == null ? null : period.text("start");
        String kind = types.isEmpty() ? "Visit" : Line.words(types.getFirst());
        return start == null ? kind : kind + ", " + dates.time(start);
    }
}
