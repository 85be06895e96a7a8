package org.throughline.network.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.referral.ReferralTask;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.network.peer.Peer;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Target;

/**
 * Documents of a member that go into the chart of a patient of ours: documents of our own that name their source. Pure.
 *
 * @param patient the id of our Patient
 */
public record DocumentFiling(Peer from, String patient, Instant now) {
    private static final String CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";

    /** Something in a document. */
    public record Content(String mediaType, String title, String data) {}

    /** What makes something that was not there. */
    public static Intent creation(String type, String id, JsonObject resource) {
        return new Intent.Update(new Target.ById(type, id), () -> resource, new Precondition.Absent(), null);
    }

    /** The id here of something of theirs: the same each time. */
    public String id(String type, String theirs) {
        return UUID.nameUUIDFromBytes((from.number() + "/" + type + "/" + theirs + "/" + patient).getBytes(UTF_8))
                .toString();
    }

    /** What something is marked with there, it is marked with here. */
    public static Optional<JsonObject> labels(JsonObject theirs) {
        JsonObject meta = theirs.object("meta");
        return meta == null || meta.objects("security").isEmpty()
                ? Optional.empty()
                : Optional.of(JsonObject.of("security", new JsonArray(List.copyOf(meta.objects("security")))));
    }

    /** The identifier by which the source of something of theirs is known. */
    public JsonObject source(String type, JsonObject theirs) {
        return JsonObject.builder()
                .add("system", ReferralTask.NUMBERS)
                .add("value", from.fhir() + "/" + type + "/" + Parts.text(theirs, "id"))
                .build();
    }

    /** A DocumentReference that came with its content, as {@link Enclosing#document} makes it. */
    public List<Intent> note(String id, JsonObject theirs) {
        List<Content> contents = theirs.objects("content").stream()
                .flatMap(each -> Stream.ofNullable(each.object("attachment")))
                .filter(each -> !Parts.text(each, "data").isEmpty())
                .map(each -> new Content(
                        Parts.text(each, "contentType"), Parts.text(each, "title"), Parts.text(each, "data")))
                .toList();
        return document(id, "DocumentReference", theirs, contents);
    }

    /**
     * A document in the chart.
     *
     * @param id of it here
     * @param type of what was sent
     * @param told what was sent: who wrote it, of which type it is and with what it is marked
     */
    public List<Intent> document(String id, String type, JsonObject told, List<Content> contents) {
        List<Intent> intents = new ArrayList<>();
        List<Json> attached = new ArrayList<>();
        for (Content content : contents) {
            String binary = UUID.nameUUIDFromBytes((id + "/" + attached.size()).getBytes(UTF_8))
                    .toString();
            intents.add(creation(
                    "Binary",
                    binary,
                    JsonObject.builder()
                            .add("resourceType", "Binary")
                            .add("id", binary)
                            .add("contentType", content.mediaType())
                            .add("securityContext", Parts.reference("Patient", patient, ""))
                            .add("data", content.data())
                            .build()));
            attached.add(JsonObject.of(
                    "attachment",
                    JsonObject.builder()
                            .add("contentType", content.mediaType())
                            .add("url", "Binary/" + binary)
                            .addIfPresent("title", content.title().isEmpty() ? null : content.title())
                            .build()));
        }
        JsonObject.Builder document =
                JsonObject.builder().add("resourceType", "DocumentReference").add("id", id);
        labels(told).ifPresent(meta -> document.add("meta", meta));
        List<Json> authors = new ArrayList<>(told.objects("author").stream()
                .<Json>map(each ->
                        JsonObject.of("display", new JsonString(Parts.text(each, "display") + ", " + from.name())))
                .toList());
        if (authors.isEmpty()) {
            authors.add(JsonObject.of("display", new JsonString(from.name())));
        }
        intents.add(creation(
                "DocumentReference",
                id,
                document.add("identifier", JsonArray.of(source(type, told)))
                        .add("status", "current")
                        .addIfPresent("type", told.get("type"))
                        .add("category", JsonArray.of(Parts.concept(CATEGORY, "clinical-note", "Clinical Note")))
                        .add("subject", Parts.reference("Patient", patient, ""))
                        .add("date", now.truncatedTo(ChronoUnit.SECONDS).toString())
                        .add("author", new JsonArray(authors))
                        .add("custodian", Parts.reference("Organization", from.organization(), from.name()))
                        .addIfPresent("description", told.get("description"))
                        .add("content", new JsonArray(attached))
                        .build()));
        return intents;
    }
}
