package org.throughline.network.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.plan.By;
import org.throughline.care.plan.Change;
import org.throughline.care.plan.PlanChanges;
import org.throughline.care.plan.PlanRequest;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.document.Enclosing;
import org.throughline.network.link.Linking;
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
 * Changes to plans, goals and teams as they go to their homes: the Task that says what is to be changed, and the Patient. At the home
 * they are applied in the name of whoever made them, if the member may see what they change.
 */
public final class PlanMessages implements MessageKind {
    private static final Caller PRODUCT = new Caller("plans", "Plans of other organizations", Rights.EVERYTHING);
    private static final Recipient ANYBODY = new Recipient(new Addressee.Role("physician"), "Physician");
    private static final String PRACTITIONER = "Practitioner";
    private static final int LONGEST_NAME = 100;
    private static final String NPI = "http://hl7.org/fhir/sid/us-npi";

    private final Records records;
    private final Enclosing enclosing;
    private final Linking linking;
    private final PlanChanges changes;
    private final References references;
    private final Clock clock;

    /**
     * @param references reads references to resources of ours, by whose base others know our people and plans
     * @param clock of the practice, in whose time zone days begin
     */
    public PlanMessages(
            Records records,
            Enclosing enclosing,
            Linking linking,
            PlanChanges changes,
            References references,
            Clock clock) {
        this.records = records;
        this.enclosing = enclosing;
        this.linking = linking;
        this.changes = changes;
        this.references = references;
        this.clock = clock;
    }

    @Override
    public Set<Event> events() {
        return Set.of(Event.PLAN);
    }

    @Override
    public List<JsonObject> compose(Peer to, Letter letter) {
        JsonObject task = body(PlanPost.TASK, id(letter.about()));
        JsonObject person = Linking.described(enclosing.seen(enclosing.reader(to), "Patient", letter.patient()));
        JsonObject.Builder told = JsonObject.builder();
        for (String name : List.of(
                "resourceType", "id", "status", "intent", "code", "description", "focus", "authoredOn", "input")) {
            told.addIfPresent(name, task.get(name));
        }
        return List.of(told.add("requester", requester(task)).build(), person);
    }

    /** Whoever made the change, as others know them. */
    private JsonObject requester(JsonObject task) {
        JsonObject author = Objects.requireNonNullElse(task.object("requester"), JsonObject.EMPTY);
        JsonObject.Builder told = JsonObject.builder();
        String id = Parts.idOf(author, PRACTITIONER);
        if (!id.isEmpty()) {
            told.add("reference", references.base() + "/" + PRACTITIONER + "/" + id);
            npi(id).ifPresent(npi -> told.add("identifier", npi));
        }
        return told.add("display", Parts.text(author, "display")).build();
    }

    private Optional<JsonObject> npi(String practitioner) {
        try {
            return body(PRACTITIONER, practitioner).objects("identifier").stream()
                    .filter(each -> NPI.equals(each.text("system")) && each.text("value") != null)
                    .findFirst()
                    .map(each -> JsonObject.builder()
                            .add("system", NPI)
                            .add("value", Parts.text(each, "value"))
                            .build());
        } catch (Failed e) {
            return Optional.empty(); // Whoever left the directory meanwhile is known by name.
        }
    }

    private JsonObject body(String type, String id) {
        return records.bodies()
                .open(Objects.requireNonNull(records.read(PRODUCT, type, id).body()));
    }

    private static String id(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    @Override
    public void receive(Received message) {
        Peer from = message.from();
        PlanRequest request = PlanRequest.of(message.focus());
        Change change = request.change().orElseThrow(() -> refused("This change is of a kind that is not known here."));
        References.Local focus = references.local(request.focus());
        if (focus == null || !focus.type().equals(change.type())) {
            throw refused("This change is of nothing that is held here.");
        }
        Caller member = message.caller();
        By by = by(from, message.focus());
        Caller writer = new Caller(member.id(), by.display(), member.capacity(), Rights.EVERYTHING);
        try {
            changes.apply(
                    new PlanChanges.Acting(member, writer),
                    patient(from, message),
                    focus.id(),
                    known(from, change),
                    by,
                    message.once());
        } catch (Failed e) {
            // What can never be is told as such; all else is tried again.
            throw switch (e.failure()) {
                case Failure.NotFound ignored -> refused("It is there no more, or not to be seen by you any more.");
                case Failure.Gone ignored -> refused("It was deleted there.");
                case Failure.Forbidden ignored -> refused("It is not to be seen by you any more.");
                case Failure.Conflict conflict -> refused(conflict.message());
                default -> e;
            };
        }
    }

    /** The id of our Patient, whose record must be linked with theirs. */
    private String patient(Peer from, Received message) {
        String theirs =
                message.first("Patient").map(each -> Parts.text(each, "id")).orElse("");
        return linking.patient(from, theirs)
                .orElseThrow(() -> refused("Their record of this patient is not linked with ours any more."));
    }

    /** Whoever made it: of theirs, whatever they say; of no other organization, and of us least. */
    private By by(Peer from, JsonObject task) {
        JsonObject requester = Objects.requireNonNullElse(task.object("requester"), JsonObject.EMPTY);
        String reference = Parts.text(requester, "reference");
        String name = shortened(Parts.text(requester, "display"));
        JsonObject identifier = Objects.requireNonNullElse(requester.object("identifier"), JsonObject.EMPTY);
        boolean theirs =
                reference.startsWith(from.fhir() + "/" + PRACTITIONER + "/") && references.local(reference) == null;
        Instant now = clock.instant();
        Instant said = Parts.instant(task, "authoredOn")
                .filter(each -> each.isBefore(now))
                .orElse(now);
        return new By(
                theirs ? reference : "",
                name.isEmpty() ? "Somebody" : name,
                theirs && NPI.equals(identifier.text("system")) ? shortened(Parts.text(identifier, "value")) : "",
                from.name(),
                said.atZone(clock.getZone()));
    }

    /** Whom it names is one of theirs or of ours; of others it says the name only. */
    private Change known(Peer from, Change change) {
        if (change instanceof Change.Add(String what, Change.Performer(String reference, String name), String by)) {
            boolean theirs = reference.startsWith(from.fhir() + "/");
            boolean known = theirs || reference.equals(Change.Performer.PATIENT) || references.local(reference) != null;
            return new Change.Add(
                    what, new Change.Performer(known ? reference : "", theirs ? name + ", " + from.name() : name), by);
        }
        return change;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
    }

    private static Failed refused(String why) {
        return new Failed(new Failure.Invalid("conflict", "focus", why));
    }

    /** The request ends; whoever has made a change that was not taken has that among their tasks, once. */
    @Override
    public void ended(Letter letter, String why) {
        Instant now = clock.instant();
        String id = id(letter.about());
        records.write(
                PRODUCT,
                List.of(new Intent.Patch(
                        new Target.ById(PlanPost.TASK, id),
                        task -> PlanRequest.answered(task, why, now),
                        Precondition.NONE)),
                (at, written, patients) -> Access.of(at, PRODUCT, Action.UPDATE, 0, letter.about(), 200, patients));
        if (!why.isEmpty()) {
            tell(body(PlanPost.TASK, id), letter, why, now);
        }
    }

    private void tell(JsonObject asked, Letter letter, String why, Instant now) {
        PlanRequest request = PlanRequest.of(asked);
        JsonObject task = Tasks.resource(
                new Who(PRODUCT, null),
                new NewTask(
                        letter.patient(),
                        request.home().display() + " has not taken a change: " + request.words() + ". " + why,
                        request.author().reference().startsWith(PRACTITIONER)
                                ? new Recipient(
                                        new Addressee.Person(request.author().reference()),
                                        request.author().display())
                                : ANYBODY,
                        null,
                        Priority.URGENT,
                        letter.about()),
                UUID.nameUUIDFromBytes(("not taken " + letter.about()).getBytes(UTF_8))
                        .toString(),
                "not-taken",
                "Change that was not taken",
                now);
        List<JsonObject> labels = Objects.requireNonNullElse(asked.object("meta"), JsonObject.EMPTY)
                .objects("security");
        JsonObject labelled = labels.isEmpty()
                ? task
                : task.with("meta", JsonObject.of("security", new JsonArray(List.copyOf(labels))));
        try {
            records.write(
                    PRODUCT,
                    List.of(new Intent.Update(
                            new Target.ById("Task", Parts.text(task, "id")),
                            () -> labelled,
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
