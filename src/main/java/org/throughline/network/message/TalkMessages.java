package org.throughline.network.message;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.directory.Directory;
import org.throughline.care.entry.Author;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.document.Enclosing;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Recognition;
import org.throughline.network.peer.Peer;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.MessageKind;
import org.throughline.network.post.Received;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/**
 * What somebody writes to somebody of another member, as it goes between them: a Communication and the Patient. An answer names what it
 * answers by the id that the other side knows it by, so that each side has the whole talk.
 *
 * @see <a href="https://hl7.org/fhir/R4/communication.html">Communication</a>
 */
public final class TalkMessages implements MessageKind {
    private static final Caller PRODUCT = new Caller("messages", "Messages to other organizations", Rights.EVERYTHING);
    private static final Recipient ANYBODY = new Recipient(new Addressee.Role("physician"), "Physician");

    private final Records records;
    private final Enclosing enclosing;
    private final Recognition recognition;
    private final Directory directory;
    private final Tasks tasks;
    private final String base;
    private final InstantSource clock;

    /** @param base of our FHIR API, by which others know our messages */
    public TalkMessages(
            Records records,
            Enclosing enclosing,
            Recognition recognition,
            Directory directory,
            Tasks tasks,
            String base,
            InstantSource clock) {
        this.records = records;
        this.enclosing = enclosing;
        this.recognition = recognition;
        this.directory = directory;
        this.tasks = tasks;
        this.base = base;
        this.clock = clock;
    }

    @Override
    public Set<Event> events() {
        return Set.of(Event.MESSAGE);
    }

    @Override
    public List<JsonObject> compose(Peer to, Letter letter) {
        JsonObject message = body(id(letter.about()));
        JsonObject person = Linking.described(enclosing.seen(enclosing.reader(to), "Patient", letter.patient()));
        return List.of(told(to, letter, message), person);
    }

    /** What the other side can follow of it. */
    private JsonObject told(Peer to, Letter letter, JsonObject message) {
        JsonObject sender = Objects.requireNonNullElse(message.object("sender"), JsonObject.EMPTY);
        JsonObject.Builder told = JsonObject.builder();
        for (String name : List.of("resourceType", "id", "status", "priority", "topic", "sent", "payload")) {
            told.addIfPresent(name, message.get(name));
        }
        told.add("sender", JsonObject.of("display", new JsonString(Parts.text(sender, "display"))));
        if (!letter.enclosed().isEmpty()) {
            told.add("recipient", JsonArray.of(JsonObject.of("display", new JsonString(letter.enclosed()))));
        }
        asked(to, message)
                .ifPresent(id ->
                        told.add("inResponseTo", JsonArray.of(JsonObject.of("identifier", identifier(there(to), id)))));
        return told.build();
    }

    /** The id there of the message of theirs that one of ours answers. */
    private Optional<String> asked(Peer to, JsonObject message) {
        return message.objects("inResponseTo").stream()
                .map(each -> Parts.idOf(each, MessagePost.COMMUNICATION))
                .filter(each -> !each.isEmpty())
                .map(each -> MessagePost.known(body(each), there(to)))
                .filter(each -> !each.isEmpty())
                .findFirst();
    }

    private static String there(Peer peer) {
        return peer.address() + "/fhir";
    }

    private static JsonObject identifier(String system, String value) {
        return JsonObject.builder().add("system", system).add("value", value).build();
    }

    private JsonObject body(String id) {
        return records.bodies()
                .open(Objects.requireNonNull(
                        records.read(PRODUCT, MessagePost.COMMUNICATION, id).body()));
    }

    private static String id(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    @Override
    public void receive(Received message) {
        Peer from = message.from();
        JsonObject told = message.focus();
        JsonObject person = message.first("Patient")
                .orElseThrow(() ->
                        new Failed(new Failure.Invalid("required", "Patient", "A message comes with a Patient.")));
        String patient = recognition
                .patient(from, person)
                .orElseThrow(() -> new Failed(new Failure.Invalid(
                        "not-found", "Patient", "Their record of this patient is not linked with ours any more.")));
        JsonObject asked = answered(from, told, patient);
        Recipient to = asked == null ? named(told) : whoAsked(asked);
        Caller by = message.caller();
        Caller writer = new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING);
        Intent arriving = tasks.arriving(
                new Who(writer, author(from, told), writer),
                new Tasks.NewMessage(patient, topic(told), text(told), List.of(to), Priority.of(told.text("priority"))),
                identifier(there(from), Parts.text(told, "id")),
                asked);
        records.write(
                writer,
                List.of(arriving),
                (at, written, patients) ->
                        Access.of(at, writer, Action.RECEIVE, 0, "message from " + from.name(), 201, patients),
                message.once());
    }

    private static Author author(Peer from, JsonObject told) {
        String name =
                shortened(Parts.text(Objects.requireNonNullElse(told.object("sender"), JsonObject.EMPTY), "display"));
        return new Author(
                "Organization/" + from.organization(), name.isEmpty() ? from.name() : name + ", " + from.name());
    }

    private static String topic(JsonObject told) {
        JsonObject topic = told.object("topic");
        return topic == null ? "" : shortened(Parts.text(topic, "text"));
    }

    private static String text(JsonObject told) {
        return told.objects("payload").stream()
                .map(each -> Parts.text(each, "contentString"))
                .findFirst()
                .orElse("");
    }

    private static String shortened(String text) {
        return text.length() > MessagePost.LONGEST_NAME ? text.substring(0, MessagePost.LONGEST_NAME) : text;
    }

    /** The message of ours that one of theirs answers: one that went to them, about this patient; null when there is none. */
    private @Nullable JsonObject answered(Peer from, JsonObject told, String patient) {
        return told.objects("inResponseTo").stream()
                .map(each -> Objects.requireNonNullElse(each.object("identifier"), JsonObject.EMPTY))
                .filter(each -> base.equals(each.text("system")))
                .flatMap(each -> ours(Parts.text(each, "value")).stream())
                .filter(each -> isBetween(each, from, patient))
                .findFirst()
                .orElse(null);
    }

    private Optional<JsonObject> ours(String id) {
        try {
            return Optional.of(body(id));
        } catch (Failed e) {
            return Optional.empty(); // It never was there, or is deleted: what answers it begins a talk.
        }
    }

    private static boolean isBetween(JsonObject message, Peer from, String patient) {
        String organization = "Organization/" + from.organization();
        return ("Patient/" + patient).equals(reference(message.object("subject")))
                && message.objects("recipient").stream().anyMatch(each -> organization.equals(reference(each)));
    }

    private static String reference(@Nullable JsonObject reference) {
        return reference == null ? "" : Parts.text(reference, "reference");
    }

    private static Recipient whoAsked(JsonObject asked) {
        JsonObject sender = Objects.requireNonNullElse(asked.object("sender"), JsonObject.EMPTY);
        return reference(sender).startsWith("Practitioner")
                ? new Recipient(new Addressee.Person(reference(sender)), Parts.text(sender, "display"))
                : ANYBODY;
    }

    private Recipient named(JsonObject told) {
        return told.objects("recipient").stream()
                .findFirst()
                .flatMap(each -> directory.called(PRODUCT, Parts.text(each, "display")))
                .map(found -> new Recipient(new Addressee.Person("Practitioner/" + found.id()), found.name()))
                .orElse(ANYBODY);
    }

    /** Whoever has written what was never taken is told so, once. */
    @Override
    public void ended(Letter letter, String why) {
        if (why.isEmpty()) {
            return;
        }
        JsonObject message = body(id(letter.about()));
        String organization = message.objects("recipient").stream()
                .map(each -> Parts.text(each, "display"))
                .findFirst()
                .orElse("another organization");
        JsonObject task = Tasks.resource(
                new Who(PRODUCT, null),
                new NewTask(
                        letter.patient(),
                        "Your message to " + organization + " was not taken: " + why,
                        whoAsked(message),
                        null,
                        Priority.URGENT,
                        letter.about()),
                UUID.nameUUIDFromBytes(
                                ("not taken " + letter.about()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString(),
                "not-taken",
                "Message that was not taken",
                clock.instant());
        try {
            records.write(
                    PRODUCT,
                    List.of(new Intent.Update(
                            new Target.ById("Task", Parts.text(task, "id")),
                            () -> task,
                            new Precondition.Absent(),
                            null)),
                    (at, written, patients) -> Access.of(at, PRODUCT, Action.CREATE, 0, letter.about(), 201, patients));
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.PreconditionFailed)) {
                throw e;
            }
        }
    }
}
