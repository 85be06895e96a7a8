package org.throughline.rest.cds;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.check.Checks;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.rest.Outcomes;

/**
 * {@code /cds-services}: what there is, the services, and what became of their cards. About a patient of this record it
 * answers when the call brings an access token of ours, and then as its holder may see; about all others from what the
 * call brings along.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/#http-request">CDS Hooks 2.0</a>
 */
public final class CdsServices implements Handler {
    /** The path below which it is served. */
    public static final String PATH = "/cds-services";

    private static final String JSON = "application/json";
    private static final int LIMIT = 5_000_000;
    private static final int MOST_FEEDBACK = 200;

    private final Checks checks;
    private final Records records;
    private final AuditTrail audit;
    private final Callers callers;
    private final String base;
    private final InstantSource clock;

    /**
     * The services.
     *
     * @param base the address of the FHIR API of this record
     */
    public CdsServices(
            Checks checks, Records records, AuditTrail audit, Callers callers, String base, InstantSource clock) {
        this.checks = checks;
        this.records = records;
        this.audit = audit;
        this.callers = callers;
        this.base = base;
        this.clock = clock;
    }

    /**
     * Tells who calls.
     *
     * @param client who sent the call: a program that signed it
     * @param holder who holds an access token of this record
     */
    public record Callers(Function<Request, Caller> client, Function<String, Caller> holder) {}

    @Override
    public Answer handle(Request request) {
        try {
            return answer(request);
        } catch (Failed e) {
            return Answer.of(Outcomes.status(e.failure()), JSON, JsonWriter.bytes(Outcomes.of(e.failure())));
        }
    }

    private Answer answer(Request request) {
        List<String> path = Arrays.stream(
                        request.path().substring(PATH.length()).split("/", -1))
                .filter(each -> !each.isEmpty())
                .toList();
        String act = request.method() + " " + (path.size() < 2 ? "" : path.get(1));
        if (path.isEmpty()) {
            require(request, "GET");
            return Answer.of(200, JSON, JsonWriter.bytes(discovery()));
        }
        Hook hook = Hook.ofService(path.getFirst()).orElseThrow(CdsServices::unknown);
        return switch (act) {
            case "POST " -> serve(hook, request);
            case "POST feedback" -> feedback(request);
            default -> {
                require(request, "POST");
                throw unknown();
            }
        };
    }

    private static void require(Request request, String method) {
        if (!request.method().equals(method)) {
            throw new Failed(new Failure.MethodNotAllowed("Only " + method + " is possible here."));
        }
    }

    private static Failed unknown() {
        return new Failed(new Failure.NotFound("There is no such service."));
    }

    private JsonObject discovery() {
        JsonObject prefetch = Prefetch.templates(checks.asked());
        return JsonObject.of(
                "services",
                new JsonArray(Arrays.stream(Hook.values())
                        .<Json>map(each -> JsonObject.builder()
                                .add("hook", each.hook())
                                .add("id", each.service())
                                .add("title", each.title())
                                .add("description", each.description())
                                .add("prefetch", prefetch)
                                .add(
                                        "usageRequirements",
                                        "What is not sent along is answered as not checked. Register the client as an app with keys.")
                                .build())
                        .toList()));
    }

    private Answer serve(Hook hook, Request request) {
        Caller client = callers.client().apply(request);
        Question question = Question.of(hook, JsonReader.readObject(request.body(LIMIT)));
        boolean ours = question.server().equals(base) && !question.token().isEmpty();
        List<Json> cards = ours ? ofRecord(hook, question) : ofSent(hook, question, client);
        if (!ours) {
            audit.record(Access.of(
                    clock.instant(), client, Action.OPERATION, 0, "cds-services/" + hook.service(), 200, Set.of()));
        }
        return Answer.of(200, JSON, JsonWriter.bytes(JsonObject.of("cards", new JsonArray(cards))));
    }

    private List<Json> ofRecord(Hook hook, Question question) {
        Caller holder = callers.holder().apply(question.token());
        String patient = question.patient();
        records.read(holder, "Patient", patient);
        Cards cards = new Cards(patient, question.user());
        List<Json> made = hook == Hook.PATIENT_VIEW
                ? cards.of(checks.speaksAgainst(holder, patient), checks.unwell())
                : cards.of(checks.look(holder, patient, question.orders(), question.user()), question.orders());
        audit.record(Access.of(
                clock.instant(),
                holder,
                Action.OPERATION,
                0,
                "cds-services/" + hook.service(),
                200,
                Set.of(Address.of("Patient", patient))));
        return made;
    }

    private List<Json> ofSent(Hook hook, Question question, Caller client) {
        String patient = client.id() + " " + question.patient();
        Cards cards = new Cards(patient, question.user());
        return hook == Hook.PATIENT_VIEW
                ? cards.of(checks.speaksAgainst(question.sent(), patient), checks.unwell())
                : cards.of(
                        checks.look(question.sent(), patient, question.orders(), question.user()), question.orders());
    }

    private Answer feedback(Request request) {
        Caller client = callers.client().apply(request);
        JsonObject sent = JsonReader.readObject(request.body(LIMIT));
        List<byte[]> overridden = new ArrayList<>();
        List<JsonObject> feedback = sent.objects("feedback");
        if (feedback.isEmpty() || feedback.size() > MOST_FEEDBACK) {
            throw new Failed(new Failure.Invalid(
                    "invalid", "feedback", "Between 1 and " + MOST_FEEDBACK + " cards can be told of at once."));
        }
        for (JsonObject each : feedback) {
            String outcome = Objects.requireNonNullElse(each.text("outcome"), "");
            if (outcome.equals("overridden")) {
                overridden.add(Cards.finding(uuid(each)));
            } else if (!outcome.equals("accepted")) {
                throw new Failed(new Failure.Invalid("invalid", "feedback.outcome", "It is accepted or overridden."));
            }
        }
        checks.overridden(overridden);
        audit.record(Access.of(clock.instant(), client, Action.OPERATION, 0, "cds-services/feedback", 200, Set.of()));
        return Answer.of(200, JSON, JsonWriter.bytes(JsonObject.EMPTY));
    }

    private static UUID uuid(JsonObject feedback) {
        try {
            return UUID.fromString(String.valueOf(feedback.text("card")));
        } catch (IllegalArgumentException e) {
            throw new Failed(new Failure.Invalid("invalid", "feedback.card", "It is no uuid of a card."), e);
        }
    }
}
