package org.throughline.network.share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.share.Notice.Kind;

/**
 * A notification of a topic-based subscription as a member sends it, or gives it when it is asked for past events.
 *
 * @param subscription its id there; empty when it does not say
 * @param last the number of the last event that there is
 * @param missed whether the member says that it could not tell everything
 * @param events in the order of their numbers
 * @see <a href="http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/notifications.html">Notifications</a>
 */
record Notification(String subscription, long last, boolean missed, List<Incoming> events) {
    private static final Pattern TAG = Pattern.compile("W/\"(\\d{1,9})\"");

    Notification {
        events = List.copyOf(events);
    }

    /**
     * Reads one.
     *
     * @param references reads references to resources of the member
     * @throws Failed with {@link Failure.Malformed} when it is none
     */
    static Notification read(JsonObject bundle, References references) {
        List<JsonObject> entries = bundle.objects("entry");
        JsonObject status = entries.isEmpty() ? null : entries.getFirst().object("resource");
        if (status == null || !"Parameters".equals(status.text("resourceType"))) {
            throw new Failed(new Failure.Malformed(
                    "structure",
                    "Bundle.entry[0].resource",
                    "A notification begins with the status of its subscription."));
        }
        Map<String, JsonObject> byReference = new HashMap<>();
        for (JsonObject entry : entries.subList(1, entries.size())) {
            References.Local local = local(entry.text("fullUrl"), references);
            if (local != null) {
                byReference.put(local.type() + "/" + local.id(), entry);
            }
        }
        List<Incoming> events = new ArrayList<>();
        for (JsonObject parameter : status.objects("parameter")) {
            if ("notification-event".equals(parameter.text("name"))) {
                events.add(event(parameter, byReference, references));
            }
        }
        events.sort(Comparator.comparingLong(Incoming::number));
        References.Local of = reference(status.objects("parameter"), "subscription", references);
        return new Notification(
                of == null ? "" : of.id(),
                number(value(status.objects("parameter"), "events-since-subscription-start")),
                named(status.objects("parameter"), "error").isPresent(),
                events);
    }

    private static Incoming event(JsonObject event, Map<String, JsonObject> entries, References references) {
        List<JsonObject> parts = event.objects("part");
        long number = number(value(parts, "event-number"));
        References.Local focus = reference(parts, "focus", references);
        if (focus == null) {
            return new Incoming(number, null, null); // what it was about may not be seen any more
        }
        References.Local context = reference(parts, "additional-context", references);
        String patient = context != null && context.type().equals("Patient") ? context.id() : "";
        JsonObject entry = entries.get(focus.type() + "/" + focus.id());
        JsonObject request = entry == null ? null : entry.object("request");
        boolean gone = request != null && "DELETE".equals(request.text("method"));
        return new Incoming(
                number,
                new Notice(gone ? Kind.GONE : Kind.CHANGED, focus.type(), focus.id(), version(entry), patient),
                gone || entry == null ? null : entry.object("resource"));
    }

    /** Of which version an entry tells; 0 when it does not say. */
    private static int version(@Nullable JsonObject entry) {
        JsonObject response = entry == null ? null : entry.object("response");
        Matcher tag = TAG.matcher(response == null ? "" : String.valueOf(response.text("etag")));
        return tag.matches() ? Integer.parseInt(tag.group(1)) : 0;
    }

    private static References.@Nullable Local reference(List<JsonObject> parts, String name, References references) {
        return named(parts, name)
                .map(part -> part.object("valueReference"))
                .map(reference -> local(reference.text("reference"), references))
                .orElse(null);
    }

    private static References.@Nullable Local local(@Nullable String text, References references) {
        return text == null ? null : references.local(text);
    }

    private static Optional<JsonObject> named(List<JsonObject> parameters, String name) {
        return parameters.stream()
                .filter(each -> name.equals(each.text("name")))
                .findFirst();
    }

    private static String value(List<JsonObject> parameters, String name) {
        return named(parameters, name)
                .map(each -> String.valueOf(each.text("valueString")))
                .orElse("");
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Failed(
                    new Failure.Malformed(
                            "value", "Bundle.entry[0].resource.parameter", "A number of events is missing."),
                    e);
        }
    }
}
