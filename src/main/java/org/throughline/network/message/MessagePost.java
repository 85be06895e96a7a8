package org.throughline.network.message;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Who;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.Outbox;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/** Sends messages about a patient to people of members, and answers theirs. */
public final class MessagePost {
    /** The longest name of a person there. */
    public static final int LONGEST_NAME = 100;

    static final String COMMUNICATION = "Communication";

    private final Records records;
    private final Tasks tasks;
    private final Peers peers;
    private final Linking linking;
    private final Outbox outbox;

    public MessagePost(Records records, Tasks tasks, Peers peers, Linking linking, Outbox outbox) {
        this.records = records;
        this.tasks = tasks;
        this.peers = peers;
        this.linking = linking;
        this.outbox = outbox;
    }

    /** The members to whom one can write about a patient: those who have a record of the patient that is linked with ours. */
    public List<Peer> members(String patient) {
        Set<Integer> linked = linking.links(patient).stream().map(Link::peer).collect(Collectors.toSet());
        return peers.members().stream()
                .filter(each -> linked.contains(each.number()))
                .toList();
    }

    /**
     * Sends a message; it is on its way once this returns.
     *
     * @param patient the id of the Patient whom it is about
     * @param member the number of one of the {@link #members}
     * @param person the name of somebody there; empty for nobody in particular
     * @throws Failed with {@link Failure.Invalid} naming the field
     */
    public void send(Who who, String patient, int member, String person, String text, Waiting.Priority priority) {
        Peer peer = members(patient).stream()
                .filter(each -> each.number() == member)
                .findFirst()
                .orElseThrow(() -> invalid("to", "Choose an organization that has this patient's record."));
        String name = person.strip();
        if (name.length() > LONGEST_NAME) {
            throw invalid("person", "Write " + LONGEST_NAME + " letters at most.");
        }
        Recipient to = new Recipient(
                new Addressee.Elsewhere("Organization/" + peer.organization()),
                name.isEmpty() ? peer.name() : name + ", " + peer.name());
        bring(
                who,
                tasks.sending(who, new Tasks.NewMessage(patient, "", text, List.of(to), priority)),
                peer,
                name,
                patient);
    }

    /** Answers a message of a member, which is done with it. */
    public void answer(Who who, Waiting message, int version, String text) {
        String organization = message.addressees().stream()
                .filter(Addressee.Elsewhere.class::isInstance)
                .map(each -> ((Addressee.Elsewhere) each).reference())
                .findFirst()
                .orElse("");
        Peer peer = peers.members().stream()
                .filter(each -> organization.equals("Organization/" + each.organization()))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Conflict(
                        "Whoever sent this is no member of the network any more, and cannot be answered from here.")));
        bring(who, tasks.answeringElsewhere(who, message.id(), version, text), peer, "", message.patient());
    }

    private void bring(Who who, List<Intent> intents, Peer peer, String person, String patient) {
        records.write(
                who.writer(),
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        who.caller(),
                        Action.DISCLOSE,
                        0,
                        reference(written.getFirst()) + ": " + peer.name(),
                        201,
                        patients),
                outbox.sending(written -> List.of(
                        new Letter(peer.number(), Event.MESSAGE, reference(written.getFirst()), person, patient))));
    }

    private static String reference(Outcome written) {
        return COMMUNICATION + "/" + Objects.requireNonNull(written.stored()).id();
    }

    /** The id of a Communication by its identifier at a place; empty when it has none of there. */
    static String known(JsonObject message, String system) {
        return message.objects("identifier").stream()
                .filter(each -> system.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    private static Failed invalid(String field, String what) {
        return new Failed(new Failure.Invalid("value", field, what));
    }
}
