package org.throughline.care.given;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * MedicationAdministrations as they lie in the record: the lot is that of a contained Medication. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/medicationadministration.html">MedicationAdministration</a>
 */
final class Administrations {
    static final String WASTED = "urn:throughline:wasted";
    private static final String FUNCTIONS = "http://terminology.hl7.org/CodeSystem/med-admin-perform-function";

    private Administrations() {}

    static JsonObject of(ToGive order, Given given, Author by, @Nullable String encounter, Instant now) {
        JsonObject what = order.resource().object("medicationCodeableConcept");
        JsonObject code = what == null ? JsonObject.of("text", new JsonString(order.name())) : what;
        JsonObject.Builder made = JsonObject.builder().add("resourceType", "MedicationAdministration");
        if (given.given()) {
            made.add("contained", JsonArray.of(medication(code, given)));
        }
        if (!given.wasted().isBlank()) {
            made.add(
                    "extension",
                    JsonArray.of(JsonObject.builder()
                            .add("url", WASTED)
                            .add("valueString", given.wasted().strip())
                            .build()));
        }
        made.add("status", given.given() ? "completed" : "not-done");
        if (!given.given()) {
            made.add("statusReason", JsonArray.of(text(given.reason())));
        }
        if (given.given()) {
            made.add("medicationReference", JsonObject.of("reference", new JsonString("#lot")));
        } else {
            made.add("medicationCodeableConcept", code);
        }
        made.add("subject", Parts.reference("Patient", order.patient(), ""));
        if (encounter != null) {
            made.add("context", Parts.reference("Encounter", encounter, ""));
        }
        made.add("effectiveDateTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("performer", performers(given, by))
                .add("request", Parts.reference("MedicationRequest", order.request(), ""));
        if (!given.note().isBlank()) {
            made.add("note", JsonArray.of(text(given.note())));
        }
        if (given.given()) {
            made.add("dosage", dosage(given));
        }
        return made.build();
    }

    /** When a dose was given, and by whom. */
    static ToGive.@Nullable Earlier earlier(JsonObject made) {
        Instant at = Parts.instant(made, "effectiveDateTime").orElse(null);
        return at == null ? null : new ToGive.Earlier(at, giver(made));
    }

    private static String giver(JsonObject made) {
        return made.objects("performer").stream()
                .map(each -> Parts.text(each.object("actor"), "display"))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("somebody");
    }

    private static JsonObject medication(JsonObject code, Given given) {
        return JsonObject.builder()
                .add("resourceType", "Medication")
                .add("id", "lot")
                .add("code", code)
                .add(
                        "batch",
                        JsonObject.builder()
                                .add("lotNumber", given.lot().strip())
                                .add("expirationDate", given.expiry())
                                .build())
                .build();
    }

    private static JsonArray performers(Given given, Author by) {
        List<Json> performers = new ArrayList<>();
        performers.add(performer("performer", "Performer", by));
        if (given.given() && !given.checker().isEmpty()) {
            performers.add(performer("verifier", "Verifier", new Author(given.checker(), given.checkerName())));
        }
        return new JsonArray(performers);
    }

    private static JsonObject performer(String code, String display, Author who) {
        return JsonObject.builder()
                .add("function", Parts.concept(FUNCTIONS, code, display))
                .add("actor", who.json())
                .build();
    }

    private static JsonObject dosage(Given given) {
        JsonObject.Builder dosage =
                JsonObject.builder().add("text", given.dose().strip());
        if (!given.site().isBlank()) {
            dosage.add("site", text(given.site()));
        }
        if (!given.route().isBlank()) {
            dosage.add("route", text(given.route()));
        }
        return dosage.build();
    }

    private static JsonObject text(String words) {
        return JsonObject.of("text", new JsonString(words.strip()));
    }
}
