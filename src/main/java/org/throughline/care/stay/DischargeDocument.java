package org.throughline.care.stay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.note.Seal;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A discharge summary: a signed note whose text says all of it, with its parts as extensions beside, so that who gets it can work with
 * them. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/documentreference.html">DocumentReference</a>
 */
public final class DischargeDocument {
    /** LOINC's code of discharge summaries. */
    static final String LOINC = "http://loinc.org";

    static final String CODE = "18842-5";
    private static final String CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";
    private static final String NUMBERS = "urn:ietf:rfc:3986";
    private static final String DRUG = "urn:throughline:discharge-drug";
    private static final String PENDING = "urn:throughline:discharge-pending";
    private static final String FOLLOW_UP = "urn:throughline:discharge-follow-up";

    private DischargeDocument() {}

    /**
     * The document, signed.
     *
     * @param encounter the id of the stay
     * @param labels of what it names, which are its own
     */
    static JsonObject of(
            Discharge discharge,
            String patient,
            String encounter,
            Author by,
            Set<Json> labels,
            Instant at,
            ZoneId zone) {
        List<Json> extensions = new ArrayList<>();
        discharge
                .drugs()
                .forEach(each -> extensions.add(extension(
                        DRUG,
                        List.of(
                                part("change", each.change().name()),
                                part("what", each.what()),
                                part("how", each.how()),
                                part("why", each.why())))));
        discharge
                .pending()
                .forEach(each -> extensions.add(extension(
                        PENDING,
                        List.of(
                                part("what", each.what()),
                                Optional.of(JsonObject.builder()
                                        .add("url", "order")
                                        .add("valueReference", JsonObject.of("reference", new JsonString(each.order())))
                                        .build())))));
        discharge
                .followUps()
                .forEach(each -> extensions.add(extension(
                        FOLLOW_UP,
                        List.of(
                                part("who", each.who()),
                                part("what", each.what()),
                                part("by", each.by().toString())))));
        JsonObject.Builder document = JsonObject.builder().add("resourceType", "DocumentReference");
        if (!labels.isEmpty()) {
            document.add("meta", JsonObject.of("security", new JsonArray(List.copyOf(labels))));
        }
        if (!extensions.isEmpty()) {
            document.add("extension", new JsonArray(extensions));
        }
        return Seal.sealed(document.add(
                        "identifier",
                        JsonArray.of(JsonObject.builder()
                                .add("system", NUMBERS)
                                .add(
                                        "value",
                                        "urn:uuid:"
                                                + UUID.nameUUIDFromBytes(("discharge " + encounter).getBytes(UTF_8)))
                                .build()))
                .add("status", "current")
                .add("docStatus", "final")
                .add("type", Parts.concept(LOINC, CODE, "Discharge summary"))
                .add("category", JsonArray.of(Parts.concept(CATEGORY, "clinical-note", "Clinical Note")))
                .add("subject", Parts.reference("Patient", patient, ""))
                .add("date", Parts.moment(at, zone))
                .add("author", JsonArray.of(by.json()))
                .add("authenticator", by.json())
                .add("description", "Discharge summary")
                .add(
                        "content",
                        JsonArray.of(JsonObject.of(
                                "attachment",
                                JsonObject.builder()
                                        .add("contentType", "text/plain;charset=utf-8")
                                        .add(
                                                "data",
                                                Base64.getEncoder()
                                                        .encodeToString(
                                                                text(discharge).getBytes(UTF_8)))
                                        .add("title", "Discharge summary")
                                        .build())))
                .add("context", JsonObject.of("encounter", JsonArray.of(Parts.reference("Encounter", encounter, ""))))
                .build());
    }

    /** All of it in words, an empty line between its parts. */
    private static String text(Discharge discharge) {
        List<String> parts = new ArrayList<>();
        if (!discharge.course().isBlank()) {
            parts.add("Course\n" + discharge.course().strip());
        }
        parts.add(
                discharge.drugs().isEmpty()
                        ? "Medicines\nNone."
                        : "Medicines\n" + lines(discharge.drugs().stream().map(Discharge.Drug::words)));
        parts.add("Results that are pending\n"
                + (discharge.pending().isEmpty()
                        ? "None."
                        : lines(discharge.pending().stream().map(Discharge.Pending::what))));
        parts.add("Follow-up\n"
                + (discharge.followUps().isEmpty()
                        ? "None."
                        : lines(discharge.followUps().stream()
                                .map(each -> (each.who().isEmpty() ? "General practitioner" : each.who()) + ": "
                                        + each.what() + ", by " + each.by()))));
        return String.join("\n\n", parts);
    }

    private static String lines(Stream<String> lines) {
        return String.join("\n", lines.map(each -> "- " + each).toList());
    }

    /** Whether a DocumentReference is one that has parts. */
    static boolean isOne(JsonObject document) {
        return "current".equals(document.text("status"))
                && CODE.equals(Parts.code(document.object("type"), LOINC))
                && document.objects("extension").stream()
                        .anyMatch(each -> List.of(DRUG, PENDING, FOLLOW_UP).contains(Parts.text(each, "url")));
    }

    /**
     * What a document says.
     *
     * @param from the organization that it comes from
     */
    static Discharge read(JsonObject document, String from) {
        List<Discharge.Drug> drugs = new ArrayList<>();
        List<Discharge.Pending> pending = new ArrayList<>();
        List<Discharge.FollowUp> followUps = new ArrayList<>();
        for (JsonObject each : document.objects("extension")) {
            switch (Parts.text(each, "url")) {
                case DRUG ->
                    change(value(each, "change"))
                            .ifPresent(change -> drugs.add(new Discharge.Drug(
                                    change, value(each, "what"), value(each, "how"), value(each, "why"))));
                case PENDING -> pending.add(new Discharge.Pending(order(each), value(each, "what")));
                case FOLLOW_UP -> {
                    LocalDate by = Parts.day(value(each, "by"));
                    if (by != null) {
                        followUps.add(new Discharge.FollowUp(value(each, "who"), value(each, "what"), by));
                    }
                }
                default -> {}
            }
        }
        return new Discharge(from, "", drugs, pending, followUps);
    }

    private static Optional<Discharge.Change> change(String code) {
        return Stream.of(Discharge.Change.values())
                .filter(each -> each.name().equals(code))
                .findFirst();
    }

    private static String value(JsonObject extension, String url) {
        JsonObject part = Parts.extension(extension, url);
        String text = Parts.text(part, "valueString");
        return text.length() > Discharge.LONGEST ? text.substring(0, Discharge.LONGEST) : text;
    }

    private static String order(JsonObject extension) {
        JsonObject part = Parts.extension(extension, "order");
        return part == null ? "" : Parts.text(part.object("valueReference"), "reference");
    }

    private static Optional<JsonObject> part(String url, String value) {
        return value.isBlank()
                ? Optional.empty()
                : Optional.of(JsonObject.builder()
                        .add("url", url)
                        .add("valueString", value.strip())
                        .build());
    }

    private static JsonObject extension(String url, List<Optional<JsonObject>> parts) {
        return JsonObject.builder()
                .add("url", url)
                .add(
                        "extension",
                        new JsonArray(
                                parts.stream().<Json>flatMap(Optional::stream).toList()))
                .build();
    }
}
