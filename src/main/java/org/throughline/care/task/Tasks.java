package org.throughline.care.task;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.referral.ReferralTask;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/**
 * Gives tasks and sends messages, and ends them, within the caller's rights. Whatever is done to one names the version that
 * was looked at: when somebody else has done something to it meanwhile, nothing is written.
 */
public final class Tasks {
    /** The longest text. */
    public static final int LONGEST = 5_000;

    private static final int MOST = 200;
    private static final String TASK = "Task";
    private static final String MESSAGE = "Communication";

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final InstantSource clock;

    public Tasks(Records records, Searches searches, Types types, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.clock = clock;
    }

    /**
     * Gives a task; its id.
     *
     * @throws Failed with {@link Failure.Invalid} when it says too little
     */
    public String give(Who who, NewTask task) {
        return write(who, List.of(giving(who, task)), Action.CREATE).getFirst();
    }

    /** What is written to give a task, as {@link #give} does it, for who writes more with it. */
    public Intent giving(Who who, NewTask task) {
        Recipient to = task.to();
        if (to == null || !task.faults().isEmpty()) {
            throw invalid("what", "Say what is to be done, and by whom.");
        }
        return creation(TaskResource.create(task, to, who, now()));
    }

    /**
     * A Task as {@link #give} would store it, for who knows it by an id of its own.
     *
     * @param code by which it is told apart, of {@code urn:throughline:code}, and what that is called
     */
    public static JsonObject resource(Who who, NewTask task, String id, String code, String display, Instant now) {
        return TaskResource.create(task, Objects.requireNonNull(task.to()), who, now)
                .with("id", new JsonString(id))
                .with("code", Codes.concept(Codes.OWN, code, display));
    }

    /** Takes a task out of the work of a role, or begins with it. */
    public void take(Who who, String id, int version) {
        if (who.author() == null) {
            throw new Failed(
                    new Failure.Conflict(
                            "You are not in the directory of the staff, so that nothing can be yours alone. Hand it on instead."));
        }
        change(who, TASK, id, version, task -> TaskResource.taken(ordinary(task), who, now()));
    }

    /** Says that a task is done. */
    public void done(Who who, String id, int version, String note) {
        change(
                who,
                TASK,
                id,
                version,
                task -> TaskResource.noted(TaskResource.done(ordinary(task), now()), who, note, now()));
    }

    /** Gives a task to somebody else. */
    public void handOn(Who who, String id, int version, Recipient to, String note) {
        String words = "Handed on to " + to.display() + (note.isBlank() ? "" : ": " + note.strip());
        change(
                who,
                TASK,
                id,
                version,
                task -> TaskResource.noted(TaskResource.given(task, to, now()), who, words, now()));
    }

    /**
     * Declines a task: it goes back to whoever asked, who hands it to somebody else or says that it is not needed. What
     * somebody asked of themselves, or nobody asked, is then over.
     */
    public void decline(Who who, String id, int version, String reason) {
        String words = required("reason", reason);
        change(who, TASK, id, version, task -> {
            JsonObject requester = Objects.requireNonNullElse(ordinary(task).object("requester"), JsonObject.EMPTY);
            String asked = WaitingReader.text(requester, "reference");
            boolean own = who.author() != null && who.author().reference().equals(asked);
            JsonObject noted = TaskResource.noted(task, who, (own ? "Not needed: " : "Declined: ") + words, now());
            return own || !asked.startsWith("Practitioner")
                    ? TaskResource.cancelled(noted, words, now())
                    : TaskResource.given(noted, back(requester, asked), now());
        });
    }

    /** A Task that ends here; a referral ends by its own steps. */
    private static JsonObject ordinary(JsonObject task) {
        if (ReferralTask.isOne(task)) {
            throw new Failed(new Failure.Conflict("This is a referral: open it, and accept or decline it there."));
        }
        return task;
    }

    private static Recipient back(JsonObject requester, String asked) {
        return new Recipient(new Addressee.Person(asked), WaitingReader.text(requester, "display"));
    }

    /**
     * A message as a form holds it.
     *
     * @param patient the id of the Patient whom it is about; empty for nobody
     * @param topic empty for none
     */
    public record NewMessage(String patient, String topic, String text, List<Recipient> to, Priority priority) {
        public NewMessage {
            to = List.copyOf(to);
        }
    }

    /** Sends a message, to each recipient one of their own, so that each ends it for themselves. */
    public void send(Who who, NewMessage message) {
        write(who, sending(who, message), Action.CREATE);
    }

    /** What is written to send a message, as {@link #send} does it, for who writes more with it. */
    public List<Intent> sending(Who who, NewMessage message) {
        required("text", message.text());
        if (message.to().isEmpty()) {
            throw invalid("to", "Say whom it is for.");
        }
        return message.to().stream()
                .map(to -> MessageResource.create(
                        message.patient(),
                        message.topic(),
                        message.text(),
                        to,
                        message.priority().code(),
                        who,
                        now()))
                .map(Tasks::creation)
                .toList();
    }

    /** Whether a message has somebody to whom an answer goes: what the product tells by itself has nobody. */
    public boolean isAnswerable(Caller caller, String id) {
        try {
            JsonObject sender = read(caller, MESSAGE, id).object("sender");
            String reference = sender == null ? "" : WaitingReader.text(sender, "reference");
            return reference.startsWith("Practitioner") || reference.startsWith("Organization");
        } catch (Failed e) {
            return false;
        }
    }

    /** Answers a message, which is done with it, to whoever sent it. */
    public void answer(Who who, String id, int version, String text) {
        write(who, answering(who, id, version, text, "Practitioner"), Action.CREATE);
    }

    /** What is written to answer a message of another organization, which whoever writes it has to bring there. */
    public List<Intent> answeringElsewhere(Who who, String id, int version, String text) {
        return answering(who, id, version, text, "Organization");
    }

    private List<Intent> answering(Who who, String id, int version, String text, String kind) {
        String words = required("text", text);
        JsonObject asked = read(who.caller(), MESSAGE, id);
        JsonObject sender = Objects.requireNonNullElse(asked.object("sender"), JsonObject.EMPTY);
        String reference = WaitingReader.text(sender, "reference");
        if (!reference.startsWith(kind)) {
            throw new Failed(new Failure.Conflict("Whoever sent this is not in the directory. Send a new message."));
        }
        Addressee back =
                kind.equals("Organization") ? new Addressee.Elsewhere(reference) : new Addressee.Person(reference);
        JsonObject about = Objects.requireNonNullElse(asked.object("subject"), JsonObject.EMPTY);
        JsonObject answer = MessageResource.answering(
                MessageResource.create(
                        WaitingReader.text(about, "reference").replaceFirst("^Patient/", ""),
                        MessageResource.topic(asked),
                        words,
                        new Recipient(back, WaitingReader.text(sender, "display")),
                        Priority.ROUTINE.code(),
                        who,
                        now()),
                asked);
        return List.of(
                new Intent.Create(MESSAGE, () -> answer, null, null), patch(MESSAGE, id, version, Tasks::completed));
    }

    /**
     * What is written when a message of another organization has come.
     *
     * @param who who wrote it there, as an author with the reference of the organization here
     * @param identifier by which the message is known there
     * @param asked the message of ours that it answers; null for none
     */
    public Intent arriving(Who who, NewMessage message, JsonObject identifier, @Nullable JsonObject asked) {
        required("text", message.text());
        JsonObject arrived = MessageResource.create(
                        message.patient(),
                        message.topic(),
                        message.text(),
                        message.to().getFirst(),
                        message.priority().code(),
                        who,
                        now())
                .with("identifier", new JsonArray(List.of(identifier)));
        return creation(asked == null ? arrived : MessageResource.answering(arrived, asked));
    }

    /** Says that a message was read and needs no answer. */
    public void read(Who who, String id, int version) {
        change(who, MESSAGE, id, version, Tasks::completed);
    }

    /** Gives a message to somebody else, as it was sent. */
    public void forward(Who who, String id, int version, Recipient to) {
        change(
                who,
                MESSAGE,
                id,
                version,
                message -> message.with("recipient", new org.throughline.fhir.json.JsonArray(List.of(to.reference()))));
    }

    private static JsonObject completed(JsonObject message) {
        return message.with("status", new JsonString("completed"));
    }

    /**
     * A message of a talk.
     *
     * @param open whether whoever got it is not done with it
     */
    public record Said(String from, String to, String text, Instant sent, boolean open) {}

    /** The talk that a message is of, as far as the caller may see it, the oldest first. */
    public List<Said> talk(Caller caller, String id) {
        String root = MessageResource.root(read(caller, MESSAGE, id));
        List<JsonObject> messages = new ArrayList<>(find(caller, MESSAGE, new Argument("part-of", root)));
        messages.addAll(find(caller, MESSAGE, new Argument("_id", root.substring(root.indexOf('/') + 1))));
        return messages.stream()
                .map(Tasks::said)
                .sorted(Comparator.comparing(Said::sent))
                .toList();
    }

    private static Said said(JsonObject message) {
        JsonObject sender = Objects.requireNonNullElse(message.object("sender"), JsonObject.EMPTY);
        String sent = WaitingReader.text(message, "sent");
        return new Said(
                WaitingReader.text(sender, "display"),
                message.objects("recipient").stream()
                        .map(each -> WaitingReader.text(each, "display"))
                        .findFirst()
                        .orElse(""),
                MessageResource.text(message),
                WaitingReader.moment(sent).orElse(Instant.EPOCH),
                "in-progress".equals(message.text("status")));
    }

    /** What was noted on a task, the oldest first. */
    public List<Said> notes(Caller caller, String id) {
        return read(caller, TASK, id).objects("note").stream()
                .map(note -> new Said(
                        Optional.ofNullable(note.object("authorReference"))
                                .map(author -> WaitingReader.text(author, "display"))
                                .orElse(WaitingReader.text(note, "authorString")),
                        "",
                        WaitingReader.text(note, "text"),
                        WaitingReader.moment(WaitingReader.text(note, "time")).orElse(Instant.EPOCH),
                        false))
                .toList();
    }

    private JsonObject read(Caller caller, String type, String id) {
        return open(records.read(caller, type, id));
    }

    private static Intent creation(JsonObject resource) {
        return new Intent.Create(WaitingReader.text(resource, "resourceType"), () -> resource, null, null);
    }

    private void change(Who who, String type, String id, int version, UnaryOperator<JsonObject> edit) {
        try {
            write(who, List.of(patch(type, id, version, edit)), Action.UPDATE);
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(
                            new Failure.Conflict("Somebody else has done something to this meanwhile. Look again."), e)
                    : e;
        }
    }

    private static Intent patch(String type, String id, int version, UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(new Target.ById(type, id), edit, new Precondition.Version(version));
    }

    private List<String> write(Who who, List<Intent> intents, Action action) {
        return records
                .write(who.writer(), intents, (at, written, patients) -> {
                    Stored first = Objects.requireNonNull(written.getFirst().stored());
                    return Access.of(
                            at,
                            who.caller(),
                            action,
                            types.number(first.type()),
                            first.type() + "/" + first.id(),
                            action == Action.CREATE ? 201 : 200,
                            patients);
                })
                .stream()
                .map(outcome -> Objects.requireNonNull(outcome.stored()).id())
                .toList();
    }

    private List<JsonObject> find(Caller caller, String type, Argument which) {
        List<Argument> arguments = List.of(which, new Argument("_count", Integer.toString(MOST)));
        return searches
                .run(caller, new SearchRequest(new org.throughline.search.query.Target.OfType(type), arguments, true))
                .matches()
                .stream()
                .map(this::open)
                .toList();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    private static String required(String field, String text) {
        String words = text.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw invalid(field, words.isEmpty() ? "Write something here." : "Write " + LONGEST + " letters at most.");
        }
        return words;
    }

    private static Failed invalid(String field, String message) {
        return new Failed(new Failure.Invalid("required", field, message));
    }

    private Instant now() {
        return clock.instant();
    }
}
