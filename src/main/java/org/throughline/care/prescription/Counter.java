package org.throughline.care.prescription;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/**
 * The pharmacy's end: what has come, and what a pharmacist does with it. Each act names the version that was looked at, so that
 * of two at once one is done; what the prescriber is told leaves with it.
 */
public final class Counter {
    private static final String TYPE = "MedicationRequest";
    private static final String OPEN = "200";
    private static final String DONE = "50";

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Post post;
    private final Ids ids;
    private final String base;
    private final InstantSource clock;

    /** @param base the address of the API, from which messages come */
    public Counter(
            Records records, Searches searches, Types types, Post post, Ids ids, String base, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.post = post;
        this.ids = ids;
        this.base = base;
        this.clock = clock;
    }

    /** What is to be done, the oldest first. */
    public List<Filler> open(Caller caller) {
        return find(
                caller,
                new Argument("intent", "filler-order"),
                new Argument("status", "active,on-hold"),
                new Argument("_sort", "_lastUpdated"),
                new Argument("_count", OPEN));
    }

    /** What was done last, the newest first. */
    public List<Filler> done(Caller caller) {
        return find(
                caller,
                new Argument("intent", "filler-order"),
                new Argument("status", "completed,stopped,cancelled"),
                new Argument("_sort", "-_lastUpdated"),
                new Argument("_count", DONE));
    }

    /**
     * One of them.
     *
     * @throws Failed with {@link Failure.NotFound}
     */
    public Filler of(Caller caller, String id) {
        return Filler.of(open(records.read(caller, TYPE, id)))
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such prescription.")));
    }

    /** Begins to fill one. */
    public void begin(Caller caller, String id, int version) {
        change(caller, id, version, Filler::begun, filler -> task(filler, Event.FILLING, "in-progress", "", ""));
    }

    /** Does not dispense one. */
    public void refuse(Caller caller, String id, int version, String reason) {
        String why = required(reason, "Say why it is not dispensed.");
        change(
                caller,
                id,
                version,
                request -> Filler.refused(request, why),
                filler -> task(filler, Event.REFUSAL, "rejected", why, ""));
    }

    /** Asks whoever prescribed for a renewal or for something else. */
    public void ask(Caller caller, String id, int version, boolean renewal, String words) {
        String what = renewal ? words.strip() : required(words, "Say what should be changed.");
        String request = ids.next();
        change(
                caller,
                id,
                version,
                present -> Filler.asking(present, request, renewal, what),
                filler -> task(
                        filler, renewal ? Event.RENEWAL_REQUEST : Event.CHANGE_REQUEST, "requested", what, request));
    }

    /** Answers that whoever prescribed wants to take it back. */
    public void answerCancel(Caller caller, String id, int version, boolean cancelled, String reason) {
        String why = cancelled ? reason.strip() : required(reason, "Say why it is too late.");
        change(
                caller,
                id,
                version,
                request -> Filler.cancelAnswered(request, cancelled, why),
                filler -> task(filler, Event.CANCEL_ANSWER, cancelled ? "completed" : "rejected", why, ""));
    }

    /**
     * Dispenses.
     *
     * @param quantity how much
     * @param lot may be empty
     * @param day on which it was handed over
     * @throws Failed with {@link Failure.Invalid} when that is more than is left of what was prescribed
     */
    public void dispense(Caller caller, String id, int version, BigDecimal quantity, String lot, LocalDate day) {
        String number = ids.next();
        Filler before = of(caller, id);
        Filler.Fill fill = before.fill(quantity);
        JsonObject dispense = Dispensed.resource(before, number, quantity, fill, lot.strip(), day);
        List<Intent> intents = List.of(
                patch(id, version, request -> Filler.dispensed(request, quantity)),
                new Intent.Create("MedicationDispense", () -> dispense, null, null));
        write(
                caller,
                intents,
                "dispensed",
                post.sending(written -> letters(
                        before,
                        new Message(
                                ids.next(),
                                now(),
                                Event.FILL,
                                base,
                                "",
                                Dispensed.told(dispense, before, number),
                                List.of()))));
    }

    /**
     * Takes in a prescription that came on paper; its id. One that is here already, by whatever way it came, is not taken in
     * again.
     *
     * @param partner the id of the Organization that surely wrote it, as the signature of its code proves; empty otherwise
     * @param pharmacy the id of the Organization at whose counter it is
     */
    public String takeIn(Caller caller, OnPaper paper, String partner, String pharmacy) {
        if (!paper.id().isEmpty()) {
            List<Filler> here = find(
                    caller,
                    new Argument("intent", "filler-order"),
                    new Argument("identifier", paper.id()),
                    new Argument("_count", "1"));
            if (!here.isEmpty()) {
                return here.getFirst().id();
            }
        }
        JsonObject filler = paper.filler(partner, pharmacy, ids.next());
        return Objects.requireNonNull(write(
                                caller,
                                List.of(new Intent.Create(TYPE, () -> filler, Filler.criteria(filler), null)),
                                "taken in",
                                Records.Company.NONE)
                        .getFirst()
                        .stored())
                .id();
    }

    private Message task(Filler filler, Event event, String status, String words, String request) {
        return new Message(
                ids.next(),
                now(),
                event,
                base,
                "",
                Told.task(ids.next(), event, filler.prescriptionId(), status, words, request),
                List.of());
    }

    /** Makes the message that tells whoever prescribed. */
    @FunctionalInterface
    private interface Telling {
        Message of(Filler filler);
    }

    private void change(Caller caller, String id, int version, UnaryOperator<JsonObject> edit, Telling telling) {
        Filler before = of(caller, id);
        Message message = telling.of(before);
        write(
                caller,
                List.of(patch(id, version, edit)),
                message.event().code(),
                post.sending(written -> letters(before, message)));
    }

    /** What came on paper is told to nobody. */
    private List<Letter> letters(Filler filler, Message message) {
        return filler.partner().isEmpty()
                ? List.of()
                : List.of(new Letter(
                        message.id(), filler.pharmacy(), filler.partner(), TYPE + "/" + filler.id(), message.bundle()));
    }

    private static Intent patch(String id, int version, UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(new Target.ById(TYPE, id), edit, new Precondition.Version(version));
    }

    private List<org.throughline.record.Outcome> write(
            Caller caller, List<Intent> intents, String what, Records.Company company) {
        try {
            return records.write(
                    caller,
                    intents,
                    (at, written, patients) ->
                            Access.of(at, caller, Action.UPDATE, types.number(TYPE), TYPE + ", " + what, 200, patients),
                    company);
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(
                            new Failure.Conflict("Somebody else has done something to this meanwhile. Look again."), e)
                    : e;
        }
    }

    private List<Filler> find(Caller caller, Argument... arguments) {
        return searches
                .run(
                        caller,
                        new SearchRequest(
                                new org.throughline.search.query.Target.OfType(TYPE), List.of(arguments), true))
                .matches()
                .stream()
                .map(this::open)
                .flatMap(each -> Filler.of(each).stream())
                .toList();
    }

    /** What was dispensed on a prescription, the newest first. */
    public List<Dispensed> dispensed(Caller caller, Filler filler) {
        List<Dispensed> found = new ArrayList<>();
        searches.run(
                        caller,
                        new SearchRequest(
                                new org.throughline.search.query.Target.OfType("MedicationDispense"),
                                List.of(
                                        new Argument("prescription", TYPE + "/" + filler.id()),
                                        new Argument("_sort", "-_lastUpdated"),
                                        new Argument("_count", OPEN)),
                                true))
                .matches()
                .forEach(each -> found.add(Dispensed.of(open(each))));
        return found;
    }

    private static String required(String text, String fault) {
        return Optional.of(text.strip())
                .filter(each -> !each.isEmpty())
                .orElseThrow(() -> new Failed(new Failure.Invalid("required", "words", fault)));
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    private Instant now() {
        return clock.instant();
    }
}
