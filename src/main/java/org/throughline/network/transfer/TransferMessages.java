package org.throughline.network.transfer;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.care.Parts;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.document.Enclosing;
import org.throughline.network.link.Linking;
import org.throughline.network.peer.Peer;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.MessageKind;
import org.throughline.network.post.Received;
import org.throughline.record.Records;

/**
 * Offers of charts, and what becomes of them, as messages between members: a Task of the code {@code chart-transfer}, with an offer
 * the Patient too.
 */
public final class TransferMessages implements MessageKind {
    private static final Caller PRODUCT = new Caller("transfer", "Transfer of charts", Rights.EVERYTHING);
    private static final String CODES = "urn:throughline:task";
    private static final String CODE = "chart-transfer";
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
    private static final String ROOT = "sha-256";
    private static final int LONGEST = 500;
    private static final int MOST_WAITING = 500;

    private final Database database;
    private final Transfers transfers;
    private final Enclosing enclosing;
    private final Acts acts;
    private final InstantSource clock;

    public TransferMessages(
            Database database, Transfers transfers, Enclosing enclosing, Acts acts, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.enclosing = enclosing;
        this.acts = acts;
        this.clock = clock;
    }

    @Override
    public Set<Event> events() {
        return Set.of(Event.TRANSFER, Event.TRANSFER_STATE);
    }

    /** As letters name it. */
    static String about(String transfer) {
        return "Task/" + transfer;
    }

    @Override
    public List<JsonObject> compose(Peer to, Letter letter) {
        Transfer transfer = transfers.one(letter.about().substring("Task/".length()));
        if (letter.event() == Event.TRANSFER_STATE) {
            return List.of(task(to, transfer, State.valueOf(letter.enclosed())));
        }
        if (transfer.state() != State.OFFERED) {
            throw new Failed(new Failure.Conflict("It was taken back before it was offered."));
        }
        JsonObject patient = enclosing.seen(transfers.reader(transfer), "Patient", transfer.patient());
        return List.of(task(to, transfer, State.OFFERED), Linking.described(patient));
    }

    private JsonObject task(Peer to, Transfer transfer, State state) {
        Step step = transfer.step(state).orElseThrow();
        String root = state == State.FILED || state == State.CONFIRMED ? transfers.root(transfer) : "";
        JsonObject output = JsonObject.builder()
                .add("type", JsonObject.of("text", new JsonString(ROOT)))
                .add("valueString", root)
                .build();
        return JsonObject.builder()
                .add("resourceType", "Task")
                .add("id", transfer.id())
                .add("status", status(state))
                .add("businessStatus", JsonObject.of("text", new JsonString(state.name())))
                .add("intent", "proposal")
                .add("code", Parts.concept(CODES, CODE, "Transfer of a whole chart"))
                .add("lastModified", step.at().toString())
                .add("requester", JsonObject.of("display", new JsonString(step.by())))
                .add("owner", Parts.reference("Organization", to.organization(), to.name()))
                .add(
                        "note",
                        JsonArray.of(JsonObject.of(
                                "text", new JsonString(step.words().isEmpty() ? state.name() : step.words()))))
                .addIfPresent("output", root.isEmpty() ? null : JsonArray.of(output))
                .build();
    }

    private static String status(State state) {
        return switch (state) {
            case PREPARED, OFFERED -> "requested";
            case ACCEPTED -> "accepted";
            case REFUSED -> "rejected";
            case WITHDRAWN -> "cancelled";
            case FILED -> "in-progress";
            case CONFIRMED, REOPENED -> "completed";
        };
    }

    @Override
    public void receive(Received message) {
        JsonObject told = message.focus();
        String id = Parts.text(told, "id");
        if (!CODE.equals(Parts.code(told.object("code"), CODES))
                || !UUIDS.matcher(id).matches()) {
            throw new Failed(new Failure.Malformed("value", "Task", "This is no Task of a chart's transfer."));
        }
        State state;
        try {
            state = State.valueOf(Parts.words(told.object("businessStatus")));
        } catch (IllegalArgumentException e) {
            throw new Failed(new Failure.Malformed("value", "Task.businessStatus", "This state is not known here."), e);
        }
        String words = told.objects("note").stream()
                .map(each -> Parts.text(each, "text"))
                .filter(each -> !each.equals(state.name()))
                .findFirst()
                .orElse("");
        Step step = new Step(
                state,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                cut(Parts.text(told.object("requester"), "display")) + ", "
                        + message.from().name(),
                cut(words));
        if (message.event() == Event.TRANSFER) {
            offered(message, id, step);
        } else {
            told(message, id, step);
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private void offered(Received message, String id, Step step) {
        JsonObject person = message.first("Patient")
                .orElseThrow(() ->
                        new Failed(new Failure.Invalid("required", "Patient", "An offer says whose chart it is.")));
        JsonObject about =
                JsonObject.of("us", new JsonString(Parts.idOf(message.focus().object("owner"), "Organization")));
        Transfer transfer = new Transfer(
                id,
                false,
                message.from().number(),
                message.from().name(),
                "",
                Parts.text(person, "id"),
                about.with("patient", person),
                null,
                State.OFFERED,
                List.of(step),
                0,
                0,
                "",
                step.at());
        acts.act(
                PRODUCT,
                ignored -> new Acts.Act(
                        Action.TRANSFER_CHART, "offered by " + message.from().name()),
                connection -> {
                    if (TransferRows.waiting(connection, message.from().number()) >= MOST_WAITING) {
                        throw new Failed(new Failure.Unavailable("Too many charts of this member wait here."));
                    }
                    TransferRows.insert(connection, transfer);
                    Objects.requireNonNull(message.once().together()).with(connection, List.of());
                    return transfer;
                });
    }

    private void told(Received message, String id, Step step) {
        Transfer known = database.read(connection -> TransferRows.of(connection, id))
                .filter(each -> each.peer() == message.from().number())
                .orElseThrow(() ->
                        new Failed(new Failure.Invalid("not-found", "Task", "This transfer is not known there.")));
        boolean theirs = known.giving() == (step.state() != State.WITHDRAWN)
                && step.state() != State.OFFERED
                && step.state() != State.REOPENED;
        if (!theirs) {
            throw new Failed(new Failure.Invalid("value", "Task.businessStatus", "That is not for that side to say."));
        }
        requireSame(known, message.focus(), step.state());
        boolean closes = step.state() == State.CONFIRMED && step.state().isAfter(known.state());
        Records.Company company = Records.Company.with((connection, written) -> {
                    Transfer now = TransferRows.locked(connection, id);
                    State counts = now.state().with(step.state());
                    if (counts != now.state()) {
                        TransferRows.state(connection, now, step);
                        if (counts.isOver()) {
                            TransferRows.clear(connection, id);
                        }
                    }
                })
                .and(message.once());
        if (!closes) {
            acts.act(PRODUCT, ignored -> act(known, step), connection -> {
                Objects.requireNonNull(company.together()).with(connection, List.of());
                return known;
            });
            return;
        }
        transfers
                .closing()
                .close(
                        known,
                        (at, written, patients) -> Access.of(
                                at,
                                PRODUCT,
                                Action.TRANSFER_CHART,
                                0,
                                act(known, step).target(),
                                200,
                                Set.of(Address.of("Patient", known.patient()))),
                        company);
    }

    /** What they have filed must be what we have given: they have worked out its hash from what came. */
    private void requireSame(Transfer known, JsonObject told, State state) {
        if (state != State.FILED && state != State.CONFIRMED) {
            return;
        }
        String root = told.objects("output").stream()
                .filter(each -> ROOT.equals(Parts.words(each.object("type"))))
                .map(each -> Parts.text(each, "valueString"))
                .findFirst()
                .orElse("");
        if (root.isEmpty() || !root.equals(transfers.root(known))) {
            throw new Failed(
                    new Failure.Invalid("value", "Task.output", "What was received there is not what was given here."));
        }
    }

    private static Acts.Act act(Transfer transfer, Step step) {
        return new Acts.Act(
                Action.TRANSFER_CHART,
                step.state().name().toLowerCase(java.util.Locale.ROOT) + " by " + step.by(),
                200,
                transfer.patient().isEmpty() ? Set.of() : Set.of(Address.of("Patient", transfer.patient())));
    }
}
