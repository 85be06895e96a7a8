package org.throughline.privacy.amendment;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.CorrectionTag;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.Requester;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/**
 * Asks for corrections and decides on them. What is read and asked for is within the caller's rights. The tag on what is to
 * be corrected, the Provenance of what was, and the decision on a request that the privacy officer sees are written by the
 * product in the name of who asks or decides: the officer need not see the entry that the request refers to.
 */
public final class Amendments {
    /** The longest text. */
    public static final int LONGEST = 4000;

    private static final int MOST = 200;
    private static final Caller PRODUCT = new Caller("amendments", "Amendments", Rights.EVERYTHING);

    private final Records records;
    private final Searches searches;
    private final Items items;
    private final Types types;
    private final Clock clock;

    public Amendments(Records records, Searches searches, Types types, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.items = new Items(records, searches);
        this.types = types;
        this.clock = clock;
    }

    /** What of a patient's record the caller sees and may ask to correct. */
    public List<Item> items(Caller caller, String patient) {
        return items.of(caller, patient);
    }

    /**
     * Asks for a correction of something that the caller sees in the patient's record.
     *
     * @param focus what is wrong, {@code Condition/1}; empty for the record as a whole
     * @throws Failed with {@link Failure.NotFound} when the caller sees no such thing there, or {@link Failure.Invalid}
     *     when nothing is asked or too much
     */
    public void ask(Caller caller, String patient, String focus, String text) {
        String words = checked(text);
        String[] place = (focus.isEmpty() ? "Patient/" + patient : focus).split("/", 2);
        Stored stored = records.read(caller, place[0], place.length == 2 ? place[1] : "");
        if (stored.patient() != org.throughline.kernel.Address.of("Patient", patient)) {
            throw new Failed(new Failure.NotFound("That is not in this record."));
        }
        JsonObject resource = open(stored);
        boolean whole = stored.type().equals("Patient");
        Requester requester = Requester.of(caller, patient, records);
        JsonObject request = Tasks.request(
                patient,
                requester.reference(),
                JsonObject.builder()
                        .add("reference", stored.type() + "/" + stored.id())
                        .add("display", whole ? "The record as a whole" : Items.label(resource))
                        .build(),
                stored.type() + "/" + stored.id() + "/_history/" + stored.version(),
                whole ? List.of() : Tasks.labels(resource),
                words,
                now());
        write(caller, caller, List.of(new Intent.Create("Task", () -> request, null, null)), Action.CREATE);
        if (!whole) {
            write(PRODUCT, caller, List.of(patch(stored.type(), stored.id(), CorrectionTag::on)), Action.UPDATE);
        }
    }

    /** What was asked for in a patient's record, the newest first. */
    public List<Amendment> of(Caller caller, String patient) {
        return Tasks.read(find(
                caller,
                new Argument("patient", "Patient/" + patient),
                new Argument("code", Tasks.REQUEST + "," + Tasks.DISAGREEMENT)));
    }

    /** What waits for a decision, the oldest first. */
    public List<Amendment> open(Caller caller) {
        return Tasks.read(find(
                        caller,
                        new Argument("code", Tasks.TYPES + "|" + Tasks.REQUEST),
                        new Argument("status", Stage.ASKED.task() + "," + Stage.ACKNOWLEDGED.task()))
                .reversed());
    }

    /** What was decided, the newest first, with what was said against it. */
    public List<Amendment> decided(Caller caller) {
        return Tasks.read(find(
                        caller,
                        new Argument("code", Tasks.REQUEST + "," + Tasks.DISAGREEMENT),
                        new Argument("status", "requested,completed,rejected")))
                .stream()
                .filter(amendment -> !amendment.stage().isOpen())
                .toList();
    }

    /** How many wait: requests for a decision, disagreements for an answer. */
    public long waiting(Caller caller) {
        Long total = searches.run(
                        caller,
                        new SearchRequest(
                                new org.throughline.search.query.Target.OfType("Task"),
                                List.of(
                                        new Argument("code", Tasks.REQUEST + "," + Tasks.DISAGREEMENT),
                                        new Argument("status", "requested,received"),
                                        new Argument("_summary", "count")),
                                true))
                .total();
        return total == null ? 0 : total;
    }

    /** Tells the patient that the request has come to the right place. */
    public void acknowledge(Caller caller, String id) {
        JsonObject task = undecided(caller, id);
        change(caller, task, present -> Tasks.at(present, Stage.ACKNOWLEDGED, now()));
    }

    /** Takes thirty days more, once, and says why. */
    public void delay(Caller caller, String id, String why) {
        JsonObject task = undecided(caller, id);
        String words = checked(why);
        if (task.has("note")) {
            throw new Failed(new Failure.Conflict("It was delayed once, and can be only once."));
        }
        change(caller, task, present -> Tasks.delayed(present, words, caller.display(), now()));
    }

    /**
     * Accepts a request: the correction is in a version of what it is about that is newer than the request, or, when there is
     * none, in the words of the decision, which then stand beside it.
     */
    public void accept(Caller caller, String id, String decision) {
        JsonObject task = undecided(caller, id);
        String words = checked(decision);
        String corrected = corrected(task);
        UnaryOperator<JsonObject> accepted = present -> Tasks.decided(Tasks.at(present, Stage.CORRECTED, now()), words);
        if (corrected.isEmpty()) {
            change(caller, task, accepted);
            return;
        }
        JsonObject provenance =
                Tasks.provenance(corrected, id, JsonObject.of("display", new JsonString(caller.display())), now());
        write(
                PRODUCT,
                caller,
                List.of(
                        new Intent.Create("Provenance", () -> provenance, null, null),
                        patch("Task", id, present -> Tasks.corrected(accepted.apply(present), corrected))),
                Action.UPDATE);
    }

    /** The present version of what a request is about, when it says something else than the one then; else empty. */
    private String corrected(JsonObject task) {
        String[] seen = Tasks.seen(task).split("/", 4);
        if (seen.length != 4 || seen[0].equals("Patient")) {
            return "";
        }
        Stored then = records.readVersion(PRODUCT, seen[0], seen[1], Integer.parseInt(seen[3]));
        Stored now = records.read(PRODUCT, seen[0], seen[1]);
        boolean same = open(then).without("meta").equals(open(now).without("meta"));
        return same ? "" : now.type() + "/" + now.id() + "/_history/" + now.version();
    }

    /** Denies a request, for one of the reasons that the law permits. */
    public void deny(Caller caller, String id, Basis basis, String decision) {
        JsonObject task = undecided(caller, id);
        String words = checked(decision);
        change(
                caller,
                task,
                present -> Tasks.decided(Tasks.denied(Tasks.at(present, Stage.DENIED, now()), basis), words));
    }

    /**
     * Says something against a denial; it stands beside what it is about from then on.
     *
     * @throws Failed with {@link Failure.Conflict} when the request was not denied, or something was said already
     */
    public void disagree(Caller caller, String patient, String id, String text) {
        JsonObject task = open(records.read(caller, "Task", id));
        if (!Tasks.patient(task).equals(patient) || !Tasks.is(task, Tasks.REQUEST)) {
            throw new Failed(new Failure.NotFound("There is no such request."));
        }
        boolean said = of(caller, patient).stream()
                .anyMatch(each -> each.id().equals(id) && !each.disagreement().isEmpty());
        if (Tasks.stage(task) != Stage.DENIED || said) {
            throw new Failed(new Failure.Conflict("Only a denial can be disagreed with, and once."));
        }
        JsonObject disagreement =
                Tasks.disagreement(task, Requester.of(caller, patient, records).reference(), checked(text), now());
        write(caller, caller, List.of(new Intent.Create("Task", () -> disagreement, null, null)), Action.CREATE);
        write(
                PRODUCT,
                caller,
                List.of(patch("Task", id, present -> Tasks.at(present, Stage.DISPUTED, now()))),
                Action.UPDATE);
    }

    /** Takes a disagreement into the record, with the practice's own statement or without. */
    public void answer(Caller caller, String id, String rebuttal) {
        requireOfficer(caller);
        JsonObject task = open(records.read(caller, "Task", id));
        String words = rebuttal.isBlank() ? "" : checked(rebuttal);
        JsonObject disagreement = find(
                        caller,
                        new Argument("patient", "Patient/" + Tasks.patient(task)),
                        new Argument("code", Tasks.TYPES + "|" + Tasks.DISAGREEMENT),
                        new Argument("status", "requested"))
                .stream()
                .filter(each -> String.valueOf(each.object("reasonReference")).contains("\"Task/" + id + "\""))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Conflict("There is no disagreement to answer.")));
        write(
                PRODUCT,
                caller,
                List.of(
                        patch(
                                "Task",
                                String.valueOf(disagreement.text("id")),
                                present -> Tasks.logged(present, words, now())),
                        patch(
                                "Task",
                                id,
                                present ->
                                        Tasks.at(present, words.isEmpty() ? Stage.DISPUTED : Stage.ANSWERED, now()))),
                Action.UPDATE);
    }

    private JsonObject undecided(Caller caller, String id) {
        requireOfficer(caller);
        JsonObject task = open(records.read(caller, "Task", id));
        if (!Tasks.is(task, Tasks.REQUEST)) {
            throw new Failed(new Failure.NotFound("There is no such request."));
        }
        if (!Tasks.stage(task).isOpen()) {
            throw new Failed(new Failure.Conflict("Somebody has decided this meanwhile."));
        }
        return task;
    }

    private static void requireOfficer(Caller caller) {
        if (!caller.may(Duty.PRIVACY)) {
            throw new Failed(new Failure.Forbidden("Only the privacy officer decides on corrections."));
        }
    }

    private void change(Caller caller, JsonObject task, UnaryOperator<JsonObject> edit) {
        int version = Integer.parseInt(
                String.valueOf(Objects.requireNonNull(task.object("meta")).text("versionId")));
        write(
                PRODUCT,
                caller,
                List.of(new Intent.Patch(
                        new Target.ById("Task", String.valueOf(task.text("id"))),
                        edit,
                        new Precondition.Version(version))),
                Action.UPDATE);
    }

    private static Intent patch(String type, String id, UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(new Target.ById(type, id), edit, Precondition.NONE);
    }

    /** @param by who did it, whoever writes */
    private void write(Caller writer, Caller by, List<Intent> intents, Action action) {
        records.write(writer, intents, (at, written, patients) -> {
            Stored last = Objects.requireNonNull(written.getLast().stored());
            return Access.of(at, by, action, types.number(last.type()), last.type() + "/" + last.id(), 200, patients);
        });
    }

    private static String checked(String text) {
        String words = text.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw new Failed(new Failure.Invalid("value", "text", "Write up to " + LONGEST + " letters."));
        }
        return words;
    }

    private List<JsonObject> find(Caller caller, Argument... which) {
        List<Argument> arguments = new ArrayList<>(List.of(which));
        arguments.add(new Argument("_sort", "-authored-on"));
        arguments.add(new Argument("_count", Integer.toString(MOST)));
        return searches
                .run(caller, new SearchRequest(new org.throughline.search.query.Target.OfType("Task"), arguments, true))
                .matches()
                .stream()
                .map(this::open)
                .toList();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    private Instant now() {
        return clock.instant();
    }
}
