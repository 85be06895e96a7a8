package org.throughline.care.immunization;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vaccine.AfterEffects;

/**
 * What happened after a dose as an AdverseEvent. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/adverseevent.html">AdverseEvent</a>
 */
final class HappenedResource {
    private static final String KINDS = "urn:throughline:after-vaccine";
    private static final String OUTCOMES = "urn:throughline:after-vaccine-outcome";
    private static final String IN_ERROR = "urn:throughline:entered-in-error";
    private static final String REACTION = "urn:throughline:reaction";
    private static final String SERIOUSNESS = "http://terminology.hl7.org/CodeSystem/adverse-event-seriousness";
    private static final String RECOVERED = "http://terminology.hl7.org/CodeSystem/adverse-event-outcome";

    private HappenedResource() {}

    /** @param reaction a reference to the Observation that the dose names */
    static JsonObject of(
            Entries.Chart chart, Dose dose, Happened.New made, AfterEffects.Kind kind, String reaction, Instant now) {
        List<Json> codings = new ArrayList<>(List.of(Parts.coding(KINDS, kind.code(), kind.words())));
        if (!kind.snomed().isEmpty()) {
            codings.add(Parts.coding(Coding.SNOMED, kind.snomed(), kind.words()));
        }
        List<Json> extensions = new ArrayList<>(List.of(JsonObject.builder()
                .add("url", REACTION)
                .add("valueReference", Author.reference(reaction, ""))
                .build()));
        made.outcomes()
                .forEach(each -> extensions.add(JsonObject.builder()
                        .add("url", OUTCOMES)
                        .add("valueCode", each.name())
                        .build()));
        Author author = chart.author();
        boolean serious = made.serious();
        String recovered = made.recovered();
        return JsonObject.builder()
                .add("resourceType", "AdverseEvent")
                .add("extension", new JsonArray(extensions))
                .add("actuality", "actual")
                .add(
                        "event",
                        JsonObject.builder()
                                .add("coding", new JsonArray(codings))
                                .add("text", new JsonString(made.words()))
                                .build())
                .add("subject", Parts.reference("Patient", chart.patient(), ""))
                .add("date", made.began())
                .add("recordedDate", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add(
                        "seriousness",
                        Parts.concept(
                                SERIOUSNESS, serious ? "serious" : "non-serious", serious ? "Serious" : "Not serious"))
                .addIfPresent("outcome", recovered.isEmpty() ? null : Parts.concept(RECOVERED, recovered, recovered))
                .addIfPresent("recorder", author == null ? null : author.json())
                .add(
                        "suspectEntity",
                        JsonArray.of(JsonObject.of(
                                "instance", Author.reference("Immunization/" + dose.id(), dose.vaccine()))))
                .build();
    }

    /**
     * The event as it is once it was taken back. R4 has no status for it: a modifier extension says so, with who took it back
     * and when, so that nobody who does not understand it takes the event for one.
     */
    static JsonObject inError(JsonObject event, @Nullable Author author, Instant now) {
        JsonObject note = JsonObject.builder()
                .addIfPresent("authorReference", author == null ? null : author.json())
                .add("time", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("text", new JsonString("Entered in error"))
                .build();
        JsonObject said = JsonObject.builder()
                .add("url", IN_ERROR)
                .add("valueAnnotation", note)
                .build();
        return event.with("modifierExtension", JsonArray.of(said));
    }

    /** Whether it was taken back. */
    static boolean isInError(JsonObject event) {
        return event.objects("modifierExtension").stream().anyMatch(each -> IN_ERROR.equals(each.text("url")));
    }

    /** The Observation that the dose names for it; empty for none. */
    static String reaction(JsonObject event) {
        JsonObject extension = Parts.extension(event, REACTION);
        return extension == null ? "" : Parts.idOf(extension.object("valueReference"), "Observation");
    }

    /**
     * Reads one.
     *
     * @param doses the patient's doses, of which it may name one
     * @param effects by which kinds are known
     */
    static Happened read(JsonObject event, List<Dose> doses, AfterEffects effects, boolean kept) {
        JsonObject what = event.object("event");
        String kind = Stream.of(Concept.code(what, KINDS), Concept.code(what, Coding.SNOMED))
                .flatMap(code -> effects.kind(code).stream())
                .map(AfterEffects.Kind::code)
                .findFirst()
                .orElse("");
        String id = event.objects("suspectEntity").stream()
                .map(each -> Parts.idOf(each.object("instance"), "Immunization"))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        Dose dose =
                doses.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
        String version = Parts.text(event.object("meta"), "versionId");
        return new Happened(
                Parts.text(event, "id"),
                version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0,
                kind,
                Parts.words(what),
                Parts.text(event, "date"),
                Parts.code(event.object("seriousness"), SERIOUSNESS).equals("serious"),
                event.objects("extension").stream()
                        .filter(each -> OUTCOMES.equals(each.text("url")))
                        .flatMap(each -> Stream.of(Happened.Outcome.values())
                                .filter(outcome -> outcome.name().equals(each.text("valueCode"))))
                        .toList(),
                Parts.code(event.object("outcome"), RECOVERED),
                id,
                dose == null ? "" : dose.vaccine(),
                dose == null ? "" : dose.cvx(),
                Parts.text(event.object("recorder"), "display"),
                Parts.text(event, "recordedDate"),
                kept);
    }
}
