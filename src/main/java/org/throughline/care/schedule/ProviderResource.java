package org.throughline.care.schedule;

import static org.throughline.care.Parts.reference;
import static org.throughline.care.Parts.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.booking.ClaimReader;

/** Somebody who can be booked as a Schedule, with the PractitionerRole that tells the hours. Pure. */
final class ProviderResource {
    private static final int MOST = 9;

    private ProviderResource() {}

    /**
     * Reads a provider; null when nobody is named.
     *
     * @param actors what the schedule's actors are, by {@code type/id}
     */
    static @Nullable Provider read(JsonObject schedule, int version, Map<String, JsonObject> actors) {
        String practitioner = actor(schedule, "Practitioner")
                .map(each -> Parts.idOf(each, "Practitioner"))
                .orElse("");
        if (practitioner.isEmpty()) {
            return null;
        }
        String post = actor(schedule, "PractitionerRole")
                .map(each -> Parts.idOf(each, "PractitionerRole"))
                .orElse("");
        JsonObject role = actors.get("PractitionerRole/" + post);
        return new Provider(
                text(schedule, "id"),
                version,
                practitioner,
                actor(schedule, "Practitioner")
                        .map(each -> text(each, "display"))
                        .orElse(""),
                post,
                actor(schedule, "Location")
                        .map(each -> Parts.idOf(each, "Location"))
                        .orElse(""),
                role == null ? Hours.NONE : Hours.read(role),
                atOnce(schedule),
                schedule.get("active") != JsonBoolean.FALSE);
    }

    private static int atOnce(JsonObject schedule) {
        JsonObject extension = Parts.extension(schedule, ClaimReader.AT_ONCE);
        String digits = extension == null ? "" : String.valueOf(extension.get("valuePositiveInt"));
        return digits.matches("[1-9]") ? Integer.parseInt(digits) : 1;
    }

    private static Optional<JsonObject> actor(JsonObject schedule, String type) {
        return schedule.objects("actor").stream()
                .filter(actor -> !Parts.idOf(actor, type).isEmpty())
                .findFirst();
    }

    /** @param post the id of the PractitionerRole; empty for none */
    static JsonObject of(String practitioner, String name, String post, String site, int atOnce) {
        List<Json> actors = new ArrayList<>();
        actors.add(reference("Practitioner", practitioner, name));
        if (!post.isEmpty()) {
            actors.add(reference("PractitionerRole", post, ""));
        }
        if (!site.isEmpty()) {
            actors.add(reference("Location", site, ""));
        }
        JsonObject schedule = JsonObject.builder()
                .add("resourceType", "Schedule")
                .add("active", JsonBoolean.TRUE)
                .add("actor", new JsonArray(actors))
                .build();
        return atOnce(schedule, atOnce);
    }

    /** @param actors references; the first is the Practitioner */
    static JsonObject of(String name, List<String> actors) {
        List<Json> references = new ArrayList<>();
        for (String actor : actors) {
            JsonObject reference = JsonObject.of("reference", new JsonString(actor));
            references.add(references.isEmpty() ? reference.with("display", new JsonString(name)) : reference);
        }
        return JsonObject.builder()
                .add("resourceType", "Schedule")
                .add("active", JsonBoolean.TRUE)
                .add("actor", new JsonArray(references))
                .build();
    }

    static JsonObject atOnce(JsonObject schedule, int atOnce) {
        return Parts.withExtension(
                schedule,
                ClaimReader.AT_ONCE,
                "valuePositiveInt",
                atOnce <= 1 ? null : JsonNumber.of(Math.min(atOnce, MOST)));
    }
}
