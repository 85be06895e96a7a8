package org.throughline.care.immunization;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** What happened after a vaccine, as resources. Pure. */
final class ReactionResource {
    private ReactionResource() {}

    static JsonObject observation(Entries.Chart chart, Dose dose, LocalDate day, String what, Instant now) {
        JsonObject.Builder made = JsonObject.builder()
                .add("resourceType", "Observation")
                .add("status", "final")
                .add("code", JsonObject.of("text", new JsonString("After " + dose.vaccine())))
                .add("subject", Parts.reference("Patient", chart.patient(), ""))
                .add("effectiveDateTime", day.toString())
                .add("issued", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("valueString", what);
        Author author = chart.author();
        if (author != null) {
            made.add("performer", JsonArray.of(author.json()));
        }
        return made.build();
    }

    /** The Immunization with one more reaction. */
    static JsonObject added(JsonObject immunization, String observation, LocalDate day, String what) {
        List<Json> reactions = new ArrayList<>(immunization.list("reaction"));
        reactions.add(JsonObject.builder()
                .add("date", day.toString())
                .add("detail", Author.reference(observation, what))
                .build());
        return immunization.with("reaction", new JsonArray(reactions));
    }

    /** The Immunization without the reaction that this Observation tells. */
    static JsonObject removed(JsonObject immunization, String observation) {
        List<Json> reactions = immunization.objects("reaction").stream()
                .filter(each ->
                        !Parts.idOf(each.object("detail"), "Observation").equals(observation))
                .<Json>map(each -> each)
                .toList();
        return reactions.isEmpty()
                ? immunization.without("reaction")
                : immunization.with("reaction", new JsonArray(reactions));
    }
}
