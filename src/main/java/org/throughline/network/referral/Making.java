package org.throughline.network.referral;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.throughline.access.Caller;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.care.referral.ReferralTask;
import org.throughline.care.referral.Side;
import org.throughline.care.summary.SummaryReader;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Linking;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;
import org.throughline.record.Stored;

/** Makes what a member is told of a referral: what the member may see of it, and nothing else. */
final class Making {
    private static final int MOST_CONDITIONS = 20;

    private final Records records;
    private final SummaryReader summaries;
    private final IntFunction<Optional<Caller>> members;

    Making(Records records, SummaryReader summaries, IntFunction<Optional<Caller>> members) {
        this.records = records;
        this.summaries = summaries;
        this.members = members;
    }

    private Caller member(Peer peer) {
        return members.apply(peer.number())
                .orElseThrow(() -> new Failed(new Failure.Forbidden(peer.name() + " is no member any more.")));
    }

    /** The referral with what the member needs to see the patient: the order, who it is, why, and the summary of the chart. */
    List<JsonObject> whole(Peer peer, JsonObject task) {
        Caller member = member(peer);
        String patient = Parts.idOf(task.object("for"), "Patient");
        JsonObject request = seen(member, "ServiceRequest", Parts.idOf(task.object("focus"), "ServiceRequest"));
        JsonObject person = seen(member, "Patient", patient);
        JsonObject told = ReferralTask.told(task, Side.REQUESTER, Integer.MAX_VALUE)
                .with(
                        "requester",
                        JsonObject.of("display", new JsonString(Parts.text(task.object("requester"), "display"))));
        List<JsonObject> all = new ArrayList<>(List.of(told, request, Linking.described(person)));
        all.addAll(reasons(member, request));
        all.add(summaries.read(member, patient));
        return all;
    }

    private JsonObject seen(Caller member, String type, String id) {
        try {
            return open(records.read(member, type, id));
        } catch (Failed e) {
            throw new Failed(
                    new Failure.Forbidden(
                            "What the patient agreed to, or what is marked as sensitive, keeps it from being"
                                    + " sent. Print the packet after speaking with the patient."),
                    e);
        }
    }

    private List<JsonObject> reasons(Caller member, JsonObject request) {
        Set<Long> addresses = new HashSet<>();
        request.objects("reasonReference").stream()
                .map(each -> Parts.idOf(each, "Condition"))
                .filter(each -> !each.isEmpty())
                .limit(MOST_CONDITIONS)
                .forEach(each -> addresses.add(Address.of("Condition", each)));
        return records.present(member, addresses).stream().map(this::open).toList();
    }

    /**
     * What has become of a referral.
     *
     * @param enclosed up to which step it is told, and with which note
     */
    List<JsonObject> state(Peer peer, JsonObject task, Enclosed enclosed) {
        List<JsonObject> all = new ArrayList<>();
        all.add(ReferralTask.told(
                task, ReferralTask.isIncoming(task) ? Side.RECEIVER : Side.REQUESTER, enclosed.step()));
        if (!enclosed.note().isEmpty()) {
            all.add(document(peer, enclosed.note()));
        }
        return all;
    }

    /**
     * A note as the member gets it: somebody has chosen it to be sent, so that no other relation to the patient is needed, but
     * what is marked as sensitive, and what the patient has denied the member, is not sent.
     */
    private JsonObject document(Peer peer, String id) {
        Rights theirs = member(peer).rights();
        Caller reader = member(peer)
                .with(new Rights(
                        theirs.purpose(),
                        theirs.actors(),
                        Set.of(),
                        theirs.clearances(),
                        List.of(Grant.of(Set.of(Grant.ANY), EnumSet.of(Interaction.READ), Reach.EVERYONE)),
                        Set.of(),
                        true));
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

    JsonObject task(Caller product, String reference) {
        return open(records.read(product, "Task", reference.substring("Task/".length())));
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
