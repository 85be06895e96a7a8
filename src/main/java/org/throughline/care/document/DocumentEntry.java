package org.throughline.care.document;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;

/**
 * A document as a form holds it.
 *
 * @param type a code of {@link #TYPES}
 * @param date of the document: a FHIR date; empty when unknown
 * @param description empty for none
 * @param fileName as it was called where it came from
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-documentreference.html">US Core
 *     DocumentReference</a>
 */
public record DocumentEntry(String type, String date, String description, String fileName, byte[] content) {
    /** LOINC's codes of types of documents. */
    public static final List<Choice> TYPES = List.of(
            new Choice("11488-4", "Consultation note"),
            new Choice("57133-1", "Referral note"),
            new Choice("18842-5", "Discharge summary"),
            new Choice("34117-2", "History and physical note"),
            new Choice("11506-3", "Progress note"),
            new Choice("28570-0", "Procedure note"),
            new Choice("11502-2", "Laboratory report"),
            new Choice("18748-4", "Diagnostic imaging study"),
            new Choice("64290-0", "Health insurance card"),
            new Choice("59284-0", "Consent"),
            new Choice("42348-3", "Advance directives"),
            new Choice("", "Other document"));

    /** The largest that is taken, in bytes. */
    public static final int LARGEST = 20_000_000;

    private static final String LOINC = "http://loinc.org";
    private static final String CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";

    /** What is wrong with it, by field: {@code file}, {@code type}. */
    public Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (content.length == 0) {
            faults.put("file", "Choose a file.");
        } else if (MediaKind.of(content).isEmpty()) {
            faults.put("file", fileName + " is no PDF, PNG or JPEG and no plain text. Nothing else is taken.");
        } else if (content.length > LARGEST) {
            faults.put("file", fileName + " is larger than " + LARGEST / 1_000_000 + " MB.");
        }
        if (TYPES.stream().noneMatch(choice -> choice.code().equals(type))) {
            faults.put("type", "Choose what it is.");
        }
        return faults;
    }

    private MediaKind kind() {
        return MediaKind.of(content).orElseThrow();
    }

    JsonObject binary(String patient) {
        return JsonObject.builder()
                .add("resourceType", "Binary")
                .add("contentType", kind().mediaType())
                .add("securityContext", Author.reference("Patient/" + patient, ""))
                .add("data", Base64.getEncoder().encodeToString(content))
                .build();
    }

    /** @param binary where the content is */
    JsonObject reference(String binary, String patient, @Nullable Author author, Instant now) {
        JsonObject attachment = JsonObject.builder()
                .add("contentType", kind().mediaType())
                .add("url", binary)
                .add("size", JsonNumber.of(content.length))
                .add("title", fileName)
                .addIfPresent("creation", date.isEmpty() ? null : date)
                .build();
        return JsonObject.builder()
                .add("resourceType", "DocumentReference")
                .add("status", "current")
                .add("type", typed().json())
                .add("category", JsonArray.of(Concept.of(CATEGORY, "clinical-note", "Clinical Note")))
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add("date", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .addIfPresent("author", author == null ? null : JsonArray.of(author.json()))
                .addIfPresent("description", description.isEmpty() ? null : description)
                .add("content", JsonArray.of(JsonObject.of("attachment", attachment)))
                .build();
    }

    private Concept typed() {
        String words = TYPES.stream()
                .filter(choice -> choice.code().equals(type))
                .map(Choice::words)
                .findFirst()
                .orElse("");
        return type.isEmpty()
                ? new Concept(words, List.of())
                : new Concept(words, List.of(new Coding(LOINC, type, words)));
    }
}
