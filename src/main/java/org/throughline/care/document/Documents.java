package org.throughline.care.document;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.document.Document.Place;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Records;
import org.throughline.record.Stored;

/** The documents of charts: puts them there and gives them out again. Reading is not audited here. */
public final class Documents {
    private static final String TYPE = "DocumentReference";
    private static final Pattern BINARY = Pattern.compile("(?:.*/)?Binary/([A-Za-z0-9.-]{1,64})");

    private final Records records;
    private final Types types;
    private final InstantSource clock;

    public Documents(Records records, Types types, InstantSource clock) {
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /** Puts documents that have come into a chart, all or none, also into one that has moved. They have no faults. */
    public void add(Entries.Chart chart, List<DocumentEntry> entries) {
        List<Intent> intents = new ArrayList<>();
        for (DocumentEntry entry : entries) {
            String binary = "urn:uuid:" + UUID.nameUUIDFromBytes(new byte[] {(byte) intents.size()});
            JsonObject reference = entry.reference(binary, chart.patient(), chart.author(), clock.instant());
            intents.add(new Intent.Create("Binary", () -> entry.binary(chart.patient()), null, binary));
            intents.add(new Intent.Create(TYPE, () -> reference, null, null));
        }
        Caller caller = chart.caller();
        records.write(
                caller,
                intents,
                (at, written, patients) ->
                        Access.of(at, caller, Action.CREATE, types.number(TYPE), TYPE, 201, patients),
                Records.Company.ARRIVING);
    }

    /**
     * A document.
     *
     * @throws Failed with {@link Failure.NotFound} when there is none of this id in this chart for the caller
     */
    public Document find(Caller caller, String patient, String id) {
        JsonObject resource = open(read(caller, TYPE, patient, id));
        JsonObject attachment = resource.objects("content").stream()
                .map(content -> content.object("attachment"))
                .flatMap(each -> Optional.ofNullable(each).stream())
                .findFirst()
                .orElse(JsonObject.EMPTY);
        String author = resource.objects("author").stream()
                .map(each -> Concept.text(each, "display"))
                .findFirst()
                .orElse("");
        return new Document(
                id,
                Concept.of(resource.object("type")).text(),
                Concept.text(resource, "description"),
                Concept.text(resource, "date"),
                author,
                Concept.text(attachment, "title"),
                MediaKind.of(Concept.text(attachment, "contentType")),
                place(attachment));
    }

    private static Place place(JsonObject attachment) {
        String data = Concept.text(attachment, "data");
        if (!data.isEmpty()) {
            return new Place.Inline(Base64.getMimeDecoder().decode(data));
        }
        String url = Concept.text(attachment, "url");
        Matcher binary = BINARY.matcher(url);
        return binary.matches() && !url.startsWith("http")
                ? new Place.InBinary(binary.group(1))
                : new Place.Elsewhere(url);
    }

    /**
     * The content of a document.
     *
     * @throws Failed with {@link Failure.NotFound} when it is not in this record, or the caller may not see it
     */
    public byte[] content(Caller caller, String patient, Document document) {
        return switch (document.place()) {
            case Place.Inline inline -> inline.content();
            case Place.InBinary binary ->
                Base64.getMimeDecoder()
                        .decode(Concept.text(open(read(caller, "Binary", patient, binary.id())), "data"));
            case Place.Elsewhere ignored ->
                throw new Failed(new Failure.NotFound("The content of this document is not in this record."));
        };
    }

    private Stored read(Caller caller, String type, String patient, String id) {
        Stored stored = records.read(caller.withOutside(), type, id); // others' documents are read like ours
        // A Binary that says of nobody whose it is, is whoever's whose document leads to it.
        boolean theirs =
                stored.patient() == Address.of("Patient", patient) || (type.equals("Binary") && stored.patient() == 0);
        if (stored.deleted() || !theirs) {
            throw new Failed(new Failure.NotFound("There is no such document in this chart."));
        }
        return stored;
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
