package org.throughline.rest;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.throughline.audit.Action;
import org.throughline.events.subscription.Binding;
import org.throughline.events.subscription.Content;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * How subscriptions stand, and the events that they had.
 *
 * @see <a href="http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/OperationDefinition-backport-subscription-status.html">
 *     $status</a>
 * @see <a href="http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/OperationDefinition-backport-subscription-events.html">
 *     $events</a>
 */
record SubscriptionOperations(Parts parts) {
    private static final String DEFINITIONS =
            "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-";
    private static final byte[] MATCH =
            BundleWriter.members(JsonObject.of("search", JsonObject.of("mode", new JsonString("match"))));

    List<Operation> offered() {
        List<String> types = List.of(OwnSubscriptions.TYPE);
        return List.of(
                new Operation(
                        "$status",
                        DEFINITIONS + "status",
                        Set.of(Operation.Level.TYPE, Operation.Level.INSTANCE),
                        types,
                        false,
                        this::status),
                new Operation(
                        "$events",
                        DEFINITIONS + "events",
                        Set.of(Operation.Level.INSTANCE),
                        types,
                        false,
                        this::events),
                new Operation(
                        "$get-ws-binding-token",
                        DEFINITIONS + "get-ws-binding-token",
                        Set.of(Operation.Level.TYPE, Operation.Level.INSTANCE),
                        types,
                        false,
                        this::token));
    }

    private Subscriptions subscriptions() {
        return parts.subscriptions();
    }

    private Reply status(Call call) {
        Inputs inputs = Inputs.of(call);
        boolean one = call.place() instanceof Place.InstanceOperation;
        List<String> ids = call.place() instanceof Place.InstanceOperation(String type, String id, String name)
                ? List.of(id)
                : inputs.texts("id");
        List<JsonObject> found = subscriptions().status(call.caller(), ids, one ? List.of() : inputs.texts("status"));
        if (one && found.isEmpty()) {
            throw new Failed(new Failure.NotFound("You have no subscription " + ids.getFirst() + "."));
        }
        BundleWriter bundle = new BundleWriter("searchset", (long) found.size(), List.of());
        found.forEach(each -> bundle.entry(null, JsonWriter.bytes(each), MATCH));
        return Reply.of(
                parts.rendering().content(200, bundle.finish(), call.format()),
                Action.OPERATION,
                parts.types().number(OwnSubscriptions.TYPE),
                Set.of());
    }

    private Reply events(Call call) {
        Place.InstanceOperation place = (Place.InstanceOperation) call.place();
        Inputs inputs = Inputs.of(call);
        JsonObject bundle = subscriptions()
                .events(
                        call.caller(),
                        place.id(),
                        Math.max(1, inputs.number("eventsSinceNumber", 1)),
                        inputs.number("eventsUntilNumber", Integer.MAX_VALUE),
                        inputs.text("content").map(SubscriptionOperations::content));
        // What it discloses is in the trail already.
        return Reply.audited(parts.rendering().resource(200, bundle, call.format()));
    }

    private Reply token(Call call) {
        List<String> ids = call.place() instanceof Place.InstanceOperation(String type, String id, String name)
                ? List.of(id)
                : Inputs.of(call).texts("id");
        Binding binding = subscriptions().binding(call.caller(), ids);
        Outputs outputs = new Outputs()
                .text("token", binding.token())
                .add(
                        "expiration",
                        "valueDateTime",
                        new JsonString(binding.expires()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()));
        binding.subscriptions().forEach(each -> outputs.text("subscription", each));
        return outputs.add("websocket-url", "valueUrl", new JsonString(binding.address()))
                .reply(call, parts);
    }

    private static Content content(String code) {
        return Content.of(code)
                .orElseThrow(() -> new Failed(
                        new Failure.Malformed("value", "content", "The content is empty, id-only or full-resource.")));
    }
}
