package org.throughline.care.reliance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.wrong.WrongChart;
import org.throughline.fhir.json.JsonObject;

/** Reads who did something, when, and what it is called. Pure. */
final class Said {
    private Said() {}

    static String reference(JsonObject resource) {
        return Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id");
    }

    /** The moment of an element; the beginning of the day where only that is known, empty where nothing is. */
    static Optional<Instant> moment(JsonObject resource, String element) {
        return Parts.instant(resource, element)
                .or(() -> Optional.ofNullable(Parts.day(Parts.text(resource, element)))
                        .map(Said::beginning));
    }

    private static Instant beginning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** @param who a Reference; null for nobody */
    static Relied by(@Nullable JsonObject who, Relied.What what, JsonObject resource, Instant at, boolean rests) {
        String by = Parts.text(who, "reference");
        return new Relied(
                what,
                reference(resource),
                WrongChart.name(resource),
                by.startsWith("Practitioner") ? by : "",
                Parts.text(who, "display"),
                at,
                rests);
    }
}
