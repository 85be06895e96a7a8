package org.throughline.network.document;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.throughline.access.Caller;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Reach;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;

/** What goes to a member with a message: what it may see, and nothing else. */
public final class Enclosing {
    private final Records records;
    private final IntFunction<Optional<Caller>> members;

    /** @param members as whom a member acts here now, by its number; empty when it is none any more */
    public Enclosing(Records records, IntFunction<Optional<Caller>> members) {
        this.records = records;
        this.members = members;
    }

    /**
     * As whom a member acts here.
     *
     * @throws Failed with {@link Failure.Forbidden} when it is none any more
     */
    public Caller member(Peer peer) {
        return members.apply(peer.number())
                .orElseThrow(() -> new Failed(new Failure.Forbidden(peer.name() + " is no member any more.")));
    }

    /**
     * A member that is sent what somebody has chosen for it: it needs no other relation to the patient, but what is marked as
     * sensitive, and what the patient has denied it, is closed.
     */
    public Caller reader(Peer peer) {
        Caller member = member(peer);
        return member.with(
                member.rights().to(List.of(Grant.of(Set.of(Grant.ANY), EnumSet.of(Interaction.READ), Reach.EVERYONE))));
    }

    /**
     * A resource as a member sees it.
     *
     * @throws Failed with {@link Failure.Forbidden} when it may not
     */
    public JsonObject seen(Caller member, String type, String id) {
        try {
            return records.bodies()
                    .open(Objects.requireNonNull(records.read(member, type, id).body()));
        } catch (Failed e) {
            throw new Failed(
                    new Failure.Forbidden(
                            "What the patient agreed to, or what is marked as sensitive, keeps it from being"
                                    + " sent. Print it after speaking with the patient."),
                    e);
        }
    }

    /**
     * A note as the member gets it: somebody has chosen it to be sent, so that no other relation to the patient is needed, but
     * what is marked as sensitive, and what the patient has denied the member, is not sent.
     */
    public JsonObject document(Peer peer, String id) {
        Caller reader = reader(peer);
        JsonObject document = seen(reader, "DocumentReference", id);
        List<Json> content = new ArrayList<>();
        for (JsonObject each : document.objects("content")) {
            JsonObject attachment = Objects.requireNonNullElse(each.object("attachment"), JsonObject.EMPTY);
            String binary =
                    Parts.idOf(JsonObject.of("reference", new JsonString(Parts.text(attachment, "url"))), "Binary");
            JsonObject whole = binary.isEmpty()
                    ? attachment
                    : attachment
                            .without("url")
                            .with("data", new JsonString(Parts.text(seen(reader, "Binary", binary), "data")));
            content.add(JsonObject.of("attachment", whole));
        }
        JsonObject.Builder told = JsonObject.builder();
        for (String name :
                List.of("resourceType", "id", "meta", "status", "docStatus", "type", "date", "description")) {
            told.addIfPresent(name, document.get(name));
        }
        List<Json> authors = document.objects("author").stream()
                .<Json>map(each -> JsonObject.of("display", new JsonString(Parts.text(each, "display"))))
                .toList();
        return told.addIfPresent("author", authors.isEmpty() ? null : new JsonArray(authors))
                .add("content", new JsonArray(content))
                .build();
    }
}
