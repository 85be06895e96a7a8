package org.throughline.care.referral;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Who;
import org.throughline.fhir.definitions.Types;
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

/** Reads referrals, and takes the next step of one, within the caller's rights. Reading is not audited here. */
public final class Referrals {
    private static final Caller PRODUCT = new Caller("referral", "Referrals", Rights.EVERYTHING);
    private static final String TASK = "Task";
    private static final String MOST = "200";
    private static final String OPEN_OUT = "sent,received,accepted,scheduled,seen,reported,declined";
    private static final String OPEN_IN = "sent,received,accepted,scheduled,seen";

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Correspondence correspondence;
    private final Tasks tasks;
    private final InstantSource clock;

    public Referrals(
            Records records, Searches searches, Types types, Correspondence correspondence, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.correspondence = correspondence;
        this.tasks = new Tasks(records, searches, types, clock);
        this.clock = clock;
    }

    /** Those that a side has in hand and that are not over, the newest first; 200 at most. */
    public List<Referral> open(Caller caller, Side side) {
        return find(
                caller,
                new Argument("intent", side == Side.RECEIVER ? "filler-order" : "order"),
                new Argument("business-status", side == Side.RECEIVER ? OPEN_IN : OPEN_OUT));
    }

    /** Those that a side had in hand lately, over or not, the newest first; 200 at most. */
    public List<Referral> all(Caller caller, Side side) {
        return find(caller, new Argument("intent", side == Side.RECEIVER ? "filler-order" : "order"));
    }

    /** Those of a patient, the newest first. */
    public List<Referral> of(Caller caller, String patient) {
        return find(caller, new Argument("patient", "Patient/" + patient));
    }

    /** The one of a number that both sides know it by. */
    public Optional<Referral> numbered(Caller caller, String number) {
        return find(caller, new Argument("identifier", ReferralTask.NUMBERS + "|" + number)).stream()
                .findFirst();
    }

    private List<Referral> find(Caller caller, Argument... which) {
        List<Argument> arguments = new ArrayList<>(List.of(which));
        arguments.add(new Argument("code", ReferralTask.CODES + "|" + ReferralTask.CODE));
        arguments.add(new Argument("_sort", "-_lastUpdated"));
        arguments.add(new Argument("_count", MOST));
        return searches
                .run(caller, new SearchRequest(new org.throughline.search.query.Target.OfType(TASK), arguments, true))
                .matches()
                .stream()
                .map(this::opened)
                .map(Referral::of)
                .toList();
    }

    /**
     * The one of an id of a Task.
     *
     * @throws Failed with {@link Failure.NotFound} when it is none that the caller may see
     */
    public Referral read(Caller caller, String id) {
        JsonObject task = opened(records.read(caller, TASK, id));
        if (!ReferralTask.isOne(task)) {
            throw new Failed(new Failure.NotFound("There is no such referral."));
        }
        return Referral.of(task);
    }

    /** Whether the other side is told by itself; else what it does is entered by hand. */
    public boolean isConnected(Referral referral) {
        return correspondence.reaches(referral.organization());
    }

    /** As which sides we can take steps. */
    public List<Side> hands(Referral referral) {
        return referral.side() == Side.REQUESTER && !isConnected(referral)
                ? List.of(Side.REQUESTER, Side.RECEIVER)
                : List.of(referral.side());
    }

    /**
     * Takes a step; the other side is told.
     *
     * @throws Failed with {@link Failure.Invalid} when something is missing, with {@link Failure.Conflict} when the referral is
     *     not so far, or is over
     */
    public void move(Caller by, Referral referral, Wish wish) {
        require(referral, wish);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById(TASK, referral.id()),
                task -> after(task, by.display(), wish, now),
                new Precondition.Version(wish.version())));
        orderAfter(referral, wish.move()).ifPresent(intents::add);
        if (referral.side() == Side.REQUESTER) {
            intents.addAll(done(referral));
        }
        // Whoever may take the step may not be of those who may change an order or somebody else's task.
        Caller writer = new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING);
        try {
            records.write(
                    writer,
                    intents,
                    (at, written, patients) -> Access.of(
                            at,
                            by,
                            Action.UPDATE,
                            types.number(TASK),
                            TASK + "/" + referral.id() + ", referral: "
                                    + wish.move().words(),
                            200,
                            patients),
                    correspondence.telling(written -> List.of(new Correspondence.Word(
                            referral.organization(),
                            referral.id(),
                            referral.patient(),
                            false,
                            referral.course().next(wish.move().side()),
                            wish.note()))));
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(
                            new Failure.Conflict("Something has happened to this referral meanwhile. Look again."), e)
                    : e;
        }
    }

    /** An order was taken back, or entered in error: its referral is cancelled, and the other side is told. */
    public void orderEnded(JsonObject order) {
        String status = Parts.text(order, "status");
        if (!"order".equals(order.text("intent")) || !(status.equals("revoked") || status.equals("entered-in-error"))) {
            return;
        }
        for (Referral referral : find(PRODUCT, new Argument("focus", "ServiceRequest/" + Parts.text(order, "id")))) {
            if (referral.course().open(Side.REQUESTER).contains(Move.CANCELLED)) {
                move(
                        PRODUCT,
                        referral,
                        new Wish(referral.version(), Move.CANCELLED, "The order was taken back.", null, ""));
            }
        }
    }

    private void require(Referral referral, Wish wish) {
        Move move = wish.move();
        if (!hands(referral).contains(move.side())
                || !referral.course().open(move.side()).contains(move)) {
            throw new Failed(new Failure.Conflict("This referral is "
                    + referral.state().words().toLowerCase(java.util.Locale.ROOT) + "; that cannot be done now."));
        }
        if (move.needsWords() && wish.words().isEmpty()) {
            throw new Failed(new Failure.Invalid("required", "words", "Say why, or what is asked or answered."));
        }
        if (wish.words().length() > Step.LONGEST) {
            throw new Failed(new Failure.Invalid("value", "words", "Write " + Step.LONGEST + " letters at most."));
        }
        if (move == Move.SCHEDULED && wish.day() == null) {
            throw new Failed(new Failure.Invalid("required", "day", "Say for which day it is scheduled."));
        }
        if (move == Move.REPORTED && wish.note().isEmpty() && referral.side() == Side.RECEIVER) {
            throw new Failed(new Failure.Invalid("required", "note", "Choose the signed note that is sent back."));
        }
        if (move == Move.REPORTED
                && referral.side() == Side.RECEIVER
                && referral.patient().isEmpty()) {
            throw new Failed(new Failure.Conflict("Say first who the patient is here."));
        }
    }

    private static JsonObject after(JsonObject task, String by, Wish wish, Instant now) {
        Course course = ReferralTask.course(task);
        Step step = new Step(wish.move(), course.next(wish.move().side()), now, by, wish.words(), wish.day());
        JsonObject moved = ReferralTask.with(task, course.with(List.of(step)), now);
        return wish.note().isEmpty() ? moved : ReferralTask.reporting(moved, wish.note());
    }

    /** What becomes of the order when the referral is over. */
    private Optional<Intent> orderAfter(Referral referral, Move move) {
        if (referral.order().isEmpty() || (move != Move.CANCELLED && move != Move.CLOSED)) {
            return Optional.empty();
        }
        JsonString status = new JsonString(move == Move.CLOSED ? "completed" : "revoked");
        return Optional.of(new Intent.Patch(
                new Target.ById("ServiceRequest", referral.order()),
                order -> "active".equals(order.text("status")) || "on-hold".equals(order.text("status"))
                        ? order.with("status", status)
                        : order,
                Precondition.NONE));
    }

    /** What the requester was asked to do about it is done with the step. */
    private List<Intent> done(Referral referral) {
        return searches
                .run(
                        PRODUCT,
                        new SearchRequest(
                                new org.throughline.search.query.Target.OfType(TASK),
                                List.of(
                                        new Argument("focus", TASK + "/" + referral.id()),
                                        new Argument("status", "requested,in-progress"),
                                        new Argument("_count", MOST)),
                                true))
                .matches()
                .stream()
                .<Intent>map(each -> new Intent.Patch(
                        new Target.ById(TASK, each.id()),
                        task -> task.with("status", new JsonString("completed"))
                                .with("lastModified", new JsonString(ReferralTask.time(clock.instant()))),
                        Precondition.NONE))
                .toList();
    }

    /** What is written so that the requester has something to do about a referral; empty when nobody is known to ask. */
    public Optional<Intent> asking(
            Referral referral, String what, java.time.@org.jspecify.annotations.Nullable LocalDate due) {
        Destination requester = referral.requester();
        if (!requester.reference().startsWith("Practitioner")) {
            return Optional.empty();
        }
        return Optional.of(tasks.giving(
                new Who(PRODUCT, null),
                new NewTask(
                        referral.patient(),
                        what.length() > Step.LONGEST ? what.substring(0, Step.LONGEST) : what,
                        new Recipient(new Addressee.Person(requester.reference()), requester.name()),
                        due,
                        referral.urgency(),
                        TASK + "/" + referral.id())));
    }

    private JsonObject opened(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
