package org.throughline.care.note;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.form.Pulled;
import org.throughline.care.form.Template;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;

/**
 * Makes the two resources of a signed note. Pure.
 *
 * @param labels the security labels of what was pulled in, which the note has too
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-documentreference.html">US Core
 *     DocumentReference</a>
 */
record NoteDocument(
        Written written, String patient, Author author, Instant now, Function<Pulled, String> words, Set<Json> labels) {
    static final String NUMBERS = "urn:throughline:note";
    private static final String PROFILE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-documentreference";
    private static final String CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";

    NoteDocument {
        labels = Set.copyOf(labels);
    }

    /** The answers, sealed. */
    JsonObject answers() {
        Template template = written.filled().template();
        JsonObject.Builder builder = JsonObject.builder()
                .add("resourceType", "QuestionnaireResponse")
                .addIfPresent("meta", labels.isEmpty() ? null : JsonObject.of("security", security()))
                .add("identifier", identifier())
                .add("questionnaire", template.canonical())
                .add("status", "completed")
                .add("subject", reference("Patient/" + patient));
        if (!written.encounter().isEmpty()) {
            builder.add("encounter", reference(written.encounter()));
        }
        return Seal.sealed(builder.add("authored", time())
                .add("author", author.json())
                .add("item", new JsonArray(List.copyOf(written.filled().items(words))))
                .build());
    }

    /**
     * The note, sealed.
     *
     * @param related references to the answers and to what the fields became
     */
    JsonObject document(JsonObject answers, List<String> related) {
        Template template = written.filled().template();
        JsonObject.Builder meta = JsonObject.builder().add("profile", JsonArray.of(new JsonString(PROFILE)));
        if (!labels.isEmpty()) {
            meta.add("security", security());
        }
        boolean cosigned = !written.cosigner().isEmpty();
        return Seal.sealed(JsonObject.builder()
                .add("resourceType", "DocumentReference")
                .add("meta", meta.build())
                .add("identifier", JsonArray.of(identifier()))
                .add("status", "current")
                .add("docStatus", cosigned ? "preliminary" : "final")
                .add("type", concept(template.type()))
                .add("category", JsonArray.of(concept(new Coding(CATEGORY, "clinical-note", "Clinical Note"))))
                .add("subject", reference("Patient/" + patient))
                .add("date", time())
                .add("author", JsonArray.of(author.json()))
                .addIfPresent("authenticator", cosigned ? null : author.json())
                .addIfPresent("relatesTo", appends())
                .add("description", template.title())
                .add("content", JsonArray.of(JsonObject.of("attachment", attachment(answers))))
                .add("context", context(related))
                .build());
    }

    private JsonObject attachment(JsonObject answers) {
        byte[] text = NoteText.of(NoteReader.sections(answers), words).getBytes(StandardCharsets.UTF_8);
        return JsonObject.builder()
                .add("contentType", "text/plain;charset=utf-8")
                .add("language", "en-US")
                .add("data", Base64.getEncoder().encodeToString(text))
                .add("title", written.filled().template().title())
                .add("creation", time())
                .build();
    }

    private JsonObject context(List<String> related) {
        JsonObject.Builder context = JsonObject.builder();
        if (!written.encounter().isEmpty()) {
            context.add("encounter", JsonArray.of(reference(written.encounter())));
        }
        context.add("period", JsonObject.of("start", new JsonString(time())));
        List<Json> references = new ArrayList<>();
        related.forEach(each -> references.add(reference(each)));
        return context.add("related", new JsonArray(references)).build();
    }

    private @Nullable JsonArray appends() {
        return written.appends().isEmpty()
                ? null
                : JsonArray.of(JsonObject.builder()
                        .add("code", "appends")
                        .add("target", reference("DocumentReference/" + written.appends()))
                        .build());
    }

    private JsonObject identifier() {
        return JsonObject.builder()
                .add("system", NUMBERS)
                .add("value", written.number())
                .build();
    }

    private JsonArray security() {
        return new JsonArray(List.copyOf(labels));
    }

    private String time() {
        return time(now);
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonObject concept(Coding coding) {
        JsonObject json = JsonObject.builder()
                .add("system", coding.system())
                .add("code", coding.code())
                .add("display", coding.display())
                .build();
        return JsonObject.builder()
                .add("coding", JsonArray.of(json))
                .add("text", coding.display())
                .build();
    }

    static JsonObject reference(String to) {
        return JsonObject.of("reference", new JsonString(to));
    }
}
