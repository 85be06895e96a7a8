package org.throughline.care.prescription;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/**
 * Takes messages in, at either end. What a message causes is written in one transaction with the note that it is done and with
 * its answer, so that the same message changes nothing again and is answered the same, however often and however many times at
 * once it comes.
 */
public final class Incoming {
    private static final Caller PRODUCT = Dispatch.PRODUCT;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Dispatch dispatch;
    private final Pharmacies pharmacies;
    private final Post post;
    private final Ids ids;
    private final String base;
    private final Supplier<String> organization;
    private final InstantSource clock;

    /**
     * @param dispatch the prescriber's end
     * @param base the address of the API
     * @param organization the id of the Organization that the installation is
     */
    public Incoming(
            Records records,
            Searches searches,
            Types types,
            Dispatch dispatch,
            Post post,
            Ids ids,
            String base,
            Supplier<String> organization,
            InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.dispatch = dispatch;
        this.pharmacies = new Pharmacies(records, searches, types);
        this.post = post;
        this.ids = ids;
        this.base = base;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * Takes a message in; its answer.
     *
     * @param by who brought it
     * @param partner the id of the Organization that it comes from
     * @param to the id of the Organization that it is for; empty for what the message says, or our only one
     * @throws Failed with {@link Failure.Malformed} when it is no message, or with what keeps it from being taken in now
     */
    public JsonObject take(Caller by, String partner, String to, JsonObject bundle) {
        Message message = Message.of(bundle, clock.instant())
                .orElseThrow(() -> new Failed(
                        new Failure.Malformed("invalid", "Bundle", "This is not a message that is known here.")));
        Optional<JsonObject> before = post.answered(partner, message.id());
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return message.event().toPharmacy()
                    ? atPharmacy(by, partner, to, message)
                    : atPrescriber(by, partner, message);
        } catch (Failed e) {
            Optional<JsonObject> meanwhile = post.answered(partner, message.id());
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            throw e;
        }
    }

    // at the pharmacy

    private JsonObject atPharmacy(Caller by, String partner, String to, Message message) {
        return switch (message.event()) {
            case PRESCRIPTION -> prescription(by, partner, to, message);
            case CANCEL -> cancel(by, partner, message);
            default -> denial(by, partner, message);
        };
    }

    private JsonObject prescription(Caller by, String partner, String to, Message message) {
        String pharmacy = to.isEmpty() ? receiver(message) : to;
        if (pharmacy.isEmpty() || !"MedicationRequest".equals(message.focus().text("resourceType"))) {
            return refusal(message, "This is not a pharmacy that is known here.");
        }
        JsonObject filler = Filler.received(
                message.focus(),
                message.other("Patient"),
                message.other("Practitioner"),
                message.other("Organization"),
                partner,
                pharmacy);
        List<Intent> intents = new ArrayList<>(
                List.of(new Intent.Create("MedicationRequest", () -> filler, Filler.criteria(filler), null)));
        String request = message.request();
        JsonObject prior = message.focus().object("priorPrescription");
        if (!request.isEmpty() && prior != null) {
            filler(partner, Parts.text(prior.object("identifier"), "value"))
                    .ifPresent(
                            each -> intents.add(patch(each, present -> Filler.answered(present, request, "Renewed."))));
        }
        return done(by, partner, message, intents, written -> List.of());
    }

    private String receiver(Message message) {
        return message.receiver().isEmpty()
                ? organization.get()
                : pharmacies.all(PRODUCT).stream()
                        .filter(each -> each.ncpdp().equals(message.receiver()))
                        .map(Pharmacy::id)
                        .findFirst()
                        .orElseGet(organization);
    }

    private JsonObject cancel(Caller by, String partner, Message message) {
        Optional<JsonObject> found = filler(partner, message.prescription());
        if (found.isEmpty()) {
            return refusal(message, "There is no such prescription.");
        }
        JsonObject request = found.get();
        String why = message.words();
        return done(
                by,
                partner,
                message,
                List.of(patch(request, present -> Filler.cancelling(present, why))),
                written -> cancelAnswer(
                        open(Objects.requireNonNull(written.getFirst().stored())), partner));
    }

    /** What is cancelled at once, and what is over, is answered at once; the rest by a pharmacist. */
    private List<Letter> cancelAnswer(JsonObject request, String partner) {
        Filler filler = Filler.of(request).orElseThrow();
        if (filler.at() == Filler.At.CANCEL) {
            return List.of();
        }
        boolean cancelled = filler.at() == Filler.At.CANCELLED || filler.at() == Filler.At.REFUSED;
        Message answer = new Message(
                ids.next(),
                clock.instant(),
                Event.CANCEL_ANSWER,
                base,
                "",
                Told.task(
                        ids.next(),
                        Event.CANCEL_ANSWER,
                        filler.prescriptionId(),
                        cancelled ? "completed" : "rejected",
                        cancelled ? "" : "It is dispensed already.",
                        ""),
                List.of());
        return List.of(new Letter(
                answer.id(), filler.pharmacy(), partner, "MedicationRequest/" + filler.id(), answer.bundle()));
    }

    private JsonObject denial(Caller by, String partner, Message message) {
        Optional<JsonObject> found = filler(partner, message.prescription());
        if (found.isEmpty()) {
            return refusal(message, "There is no such prescription.");
        }
        String words = "The prescriber says no: " + message.words();
        return done(
                by,
                partner,
                message,
                List.of(patch(found.get(), present -> Filler.answered(present, message.request(), words))),
                written -> List.of());
    }

    private Optional<JsonObject> filler(String partner, String prescription) {
        return find("MedicationRequest", new Argument("identifier", Filler.system(partner) + "|" + prescription));
    }

    // at the prescriber's

    private JsonObject atPrescriber(Caller by, String partner, Message message) {
        Optional<JsonObject> task =
                message.prescription().isEmpty() ? Optional.empty() : dispatch.task(message.prescription(), partner);
        Optional<Exchange> exchange = task.flatMap(Exchange::of);
        if (exchange.isEmpty()) {
            return refusal(message, "There is no such prescription.");
        }
        List<Intent> intents = new ArrayList<>(List.of(
                patch(task.get(), present -> Exchange.heard(present, stage(message), why(message), clock.instant()))));
        switch (message.event()) {
            case FILL -> {
                JsonObject dispense = Dispensed.inChart(message.focus(), exchange.get());
                intents.add(new Intent.Create(
                        "MedicationDispense",
                        () -> dispense,
                        Dispensed.criteria(message.focus(), exchange.get()),
                        null));
            }
            case REFUSAL ->
                intents.add(dispatch.notice(
                        exchange.get(),
                        exchange.get().name() + " does not dispense a prescription: " + message.words()));
            case CANCEL_ANSWER -> {
                if (tooLate(message)) {
                    intents.add(dispatch.notice(
                            exchange.get(),
                            exchange.get().name() + " could not cancel a prescription: " + message.words()));
                }
            }
            case RENEWAL_REQUEST, CHANGE_REQUEST -> {
                JsonObject request = dispatch.read(PRODUCT, exchange.get().order());
                JsonObject asked = Asked.task(message, exchange.get(), request, clock.instant());
                intents.set(0, new Intent.Create("Task", () -> asked, null, null));
            }
            default -> {}
        }
        return done(by, partner, message, intents, written -> List.of());
    }

    private static boolean tooLate(Message message) {
        return "rejected".equals(message.focus().text("status"));
    }

    private static Stage stage(Message message) {
        return switch (message.event()) {
            case FILLING -> Stage.FILLING;
            case FILL -> Dispensed.stage(message.focus());
            case REFUSAL -> Stage.REFUSED;
            case CANCEL_ANSWER -> tooLate(message) ? Stage.TOO_LATE : Stage.CANCELLED;
            default -> Stage.RECEIVED;
        };
    }

    private static String why(Message message) {
        return message.event() == Event.FILL ? "" : message.words();
    }

    // both

    private JsonObject done(
            Caller by,
            String partner,
            Message message,
            List<Intent> intents,
            Function<List<Outcome>, List<Letter>> letters) {
        JsonObject answer = message.answer(Receipt.TAKEN, base);
        records.write(
                PRODUCT,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        by,
                        Action.UPDATE,
                        types.number(intents.getFirst().type()),
                        "message/" + message.event().code(),
                        200,
                        patients),
                post.answering(partner, message.id(), answer, letters));
        return answer;
    }

    /** What is refused is not noted: what is missing may come. */
    private JsonObject refusal(Message message, String why) {
        return message.answer(new Receipt(false, why), base);
    }

    private static Intent patch(JsonObject resource, java.util.function.UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(
                new Target.ById(Parts.text(resource, "resourceType"), Parts.text(resource, "id")),
                edit,
                Precondition.NONE);
    }

    private Optional<JsonObject> find(String type, Argument by) {
        return searches
                .run(
                        PRODUCT,
                        new SearchRequest(new org.throughline.search.query.Target.OfType(type), List.of(by), true))
                .matches()
                .stream()
                .map(this::open)
                .findFirst();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
