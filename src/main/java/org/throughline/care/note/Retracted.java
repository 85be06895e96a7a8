package org.throughline.care.note;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** A note that was taken back: it says who did so, when and why, and stays as it was otherwise. */
final class Retracted {
    private static final String EXTENSION = "urn:throughline:extension:retraction";
    private static final String ENTERED_IN_ERROR = "entered-in-error";

    private Retracted() {}

    /** @param resource a DocumentReference or a QuestionnaireResponse */
    static JsonObject of(JsonObject resource, String reason, Author author, Instant now) {
        JsonObject retraction = JsonObject.builder()
                .add("url", EXTENSION)
                .add(
                        "extension",
                        JsonArray.of(
                                part("reason", "valueString", new JsonString(reason)),
                                part("who", "valueReference", author.json()),
                                part(
                                        "when",
                                        "valueDateTime",
                                        new JsonString(now.truncatedTo(ChronoUnit.SECONDS)
                                                .toString()))))
                .build();
        List<Json> extensions = new ArrayList<>(resource.list("extension"));
        extensions.add(retraction);
        JsonObject taken =
                resource.with("extension", new JsonArray(extensions)).with("status", new JsonString(ENTERED_IN_ERROR));
        return resource.has("docStatus") ? taken.with("docStatus", new JsonString(ENTERED_IN_ERROR)) : taken;
    }

    private static JsonObject part(String name, String value, Json of) {
        return JsonObject.builder().add("url", name).add(value, of).build();
    }

    /** Why a resource was taken back, and by whom; empty when it was not. */
    static String reason(JsonObject resource) {
        return resource.objects("extension").stream()
                .filter(extension -> EXTENSION.equals(extension.text("url")))
                .flatMap(extension -> extension.objects("extension").stream())
                .flatMap(part -> switch (NoteReader.text(part, "url")) {
                    case "reason" -> Stream.of(NoteReader.text(part, "valueString"));
                    case "who" -> {
                        JsonObject who = part.object("valueReference");
                        yield who == null ? Stream.empty() : Stream.of(NoteReader.text(who, "display"));
                    }
                    default -> Stream.empty();
                })
                .reduce((reason, who) -> reason + " · " + who)
                .orElse("");
    }
}
