package org.throughline.network.referral;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.referral.Course;
import org.throughline.care.referral.Deadlines;
import org.throughline.care.referral.Destination;
import org.throughline.care.referral.Move;
import org.throughline.care.referral.Referral;
import org.throughline.care.referral.ReferralTask;
import org.throughline.care.referral.Referrals;
import org.throughline.care.referral.Side;
import org.throughline.care.referral.Step;
import org.throughline.care.summary.SummaryReader;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.document.Enclosing;
import org.throughline.network.peer.Peer;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.MessageKind;
import org.throughline.network.post.Outbox;
import org.throughline.network.post.Received;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/** Referrals, and what becomes of them, as messages between members. */
public final class ReferralMessages implements MessageKind {
    static final Caller PRODUCT = new Caller("referral", "Referrals", Rights.EVERYTHING);
    private static final Pattern NUMBER = Pattern.compile("urn:uuid:[0-9a-f-]{36}");
    private static final String TASK = "Task";

    private final Records records;
    private final Referrals referrals;
    private final Making making;
    private final Arrivals arrivals;
    private final Outbox outbox;
    private final Deadlines deadlines;
    private final Clock clock;

    /** @param clock in the practice's time zone */
    public ReferralMessages(
            Records records,
            Referrals referrals,
            SummaryReader summaries,
            Arrivals arrivals,
            Outbox outbox,
            Enclosing enclosing,
            Deadlines deadlines,
            Clock clock) {
        this.records = records;
        this.referrals = referrals;
        this.making = new Making(records, summaries, enclosing);
        this.arrivals = arrivals;
        this.outbox = outbox;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public Set<Event> events() {
        return Set.of(Event.REFERRAL, Event.REFERRAL_STATE);
    }

    @Override
    public List<JsonObject> compose(Peer to, Letter letter) {
        JsonObject task = making.task(PRODUCT, letter.about());
        return letter.event() == Event.REFERRAL
                ? making.whole(to, task)
                : making.state(to, task, Enclosed.of(letter.enclosed()));
    }

    @Override
    public void receive(Received message) {
        JsonObject told = message.focus();
        String number = ReferralTask.number(told);
        if (!ReferralTask.isOne(told) || !NUMBER.matcher(number).matches()) {
            throw new Failed(new Failure.Malformed("value", TASK, "This is no Task of a referral with its number."));
        }
        Optional<Referral> known = referrals.numbered(PRODUCT, number);
        if (known.isPresent()) {
            merge(message, told, known.get());
        } else if (message.event() == Event.REFERRAL) {
            arrive(message, told);
        } else {
            throw new Failed(new Failure.Invalid("not-found", TASK, "This referral is not known there."));
        }
    }

    private void arrive(Received message, JsonObject told) {
        JsonObject request = required(message, "ServiceRequest");
        JsonObject person = required(message, "Patient");
        Instant now = now();
        Peer from = message.from();
        String asks = Parts.text(told.object("requester"), "display");
        Course course = Course.of(ReferralTask.steps(told, Side.REQUESTER))
                .with(List.of(new Step(Move.RECEIVED, 1, now, "By itself", "", null)));
        JsonObject task = ReferralTask.incoming(
                told,
                request,
                new Destination(
                        "Organization/" + from.organization(),
                        asks.isEmpty() ? from.name() : asks + ", " + from.name()),
                Arrivals.words(person),
                course,
                now);
        arrivals.arrive(
                writer(message),
                from,
                task,
                message.resources(),
                person,
                message.once(),
                id -> new Letter(
                        from.number(), Event.REFERRAL_STATE, TASK + "/" + id, new Enclosed(1, "").toString(), ""));
    }

    private static JsonObject required(Received message, String type) {
        return message.first(type)
                .orElseThrow(() ->
                        new Failed(new Failure.Invalid("required", type, "A referral comes with a " + type + ".")));
    }

    /** The member with all rights: what it may cause here is decided by what messages can say. */
    private static Caller writer(Received message) {
        Caller by = message.caller();
        return new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING);
    }

    private void merge(Received message, JsonObject told, Referral referral) {
        Peer from = message.from();
        if (!referral.organization().equals(from.organization())) {
            throw new Failed(new Failure.Invalid("not-found", TASK, "This referral is not known there."));
        }
        Instant now = now();
        List<Step> theirs = ReferralTask.steps(told, referral.side().other());
        Filing.Filed filed = new Filing.Filed("", List.of(), List.of());
        Optional<JsonObject> note = message.first("DocumentReference");
        if (note.isPresent()
                && referral.side() == Side.REQUESTER
                && !referral.patient().isEmpty()) {
            filed = new Filing(from, referral.patient(), List.of(), now).note(note.get());
        }
        String document = filed.documents().isEmpty() ? "" : filed.documents().getFirst();
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById(TASK, referral.id()),
                task -> ReferralTask.merged(task, theirs, document, now),
                Precondition.NONE));
        if (!referral.reports().contains(document)) {
            intents.addAll(filed.intents());
        }
        if (referral.side() == Side.REQUESTER) {
            intents.addAll(toDo(referral, theirs));
        } else {
            intents.addAll(arrivals.orderAfter(referral, theirs));
        }
        Caller writer = writer(message);
        records.write(
                writer,
                intents,
                (at, written, patients) -> Access.of(
                        at, writer, Action.UPDATE, 0, TASK + "/" + referral.id() + ", referral", 200, patients),
                message.once());
    }

    /** What the requester has to do about what the other side did, for each step that is new here. */
    private List<Intent> toDo(Referral referral, List<Step> theirs) {
        List<Step> known = referral.course().steps();
        LocalDate due = deadlines.read(referral, LocalDate.now(clock));
        List<Intent> intents = new ArrayList<>();
        for (Step step : theirs) {
            if (known.stream().noneMatch(each -> each.side() == step.side() && each.number() == step.number())) {
                String words = switch (step.move()) {
                    case DECLINED -> "declined the referral (" + referral.what() + "): " + step.words();
                    case ASKED -> "asks about the referral (" + referral.what() + "): " + step.words();
                    case REPORTED -> "sent a consult note (" + referral.what() + "): read it and close the referral";
                    default -> "";
                };
                if (!words.isEmpty()) {
                    referrals
                            .asking(referral, referral.other() + " " + words, due)
                            .ifPresent(intents::add);
                }
            }
        }
        return intents;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How it stands with what the other side was told of a referral. */
    public List<org.throughline.network.post.Sent> sent(Referral referral) {
        return outbox.about(TASK + "/" + referral.id());
    }
}
