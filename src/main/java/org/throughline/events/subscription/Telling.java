package org.throughline.events.subscription;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.events.subscription.EventRow.Kind;
import org.throughline.events.subscription.Notices.Occasion;
import org.throughline.events.subscription.Notices.Told;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.fhir.xml.XmlWriter;
import org.throughline.record.Stored;

/**
 * Makes notifications of events: looks anew at what the subscriber may see, and enters in the trail what is disclosed before
 * it leaves.
 */
final class Telling {
    private final Parts parts;
    private final Notices notices;

    Telling(Parts parts) {
        this.parts = parts;
        this.notices = new Notices(parts.base());
    }

    /**
     * A notification.
     *
     * @param last the number of the last event in it
     * @param patients addresses of the patients about whom it says something
     */
    record Notification(JsonObject bundle, byte[] bytes, long last, Set<Long> patients) {}

    /** One that tells of no event. */
    Notification plain(Subscribed subscribed, State state, Occasion occasion) {
        JsonObject bundle = notices.bundle(
                subscribed,
                state,
                occasion,
                subscribed.terms().content(),
                List.of(),
                parts.clock().instant());
        return new Notification(bundle, written(bundle, subscribed), subscribed.sent(), Set.of());
    }

    /** One that tells of events, as many of them from the first on as fit in it. */
    Notification of(Subscribed subscribed, Caller caller, Occasion occasion, Content content, List<EventRow> events) {
        Seen seen = look(caller, content, events);
        List<EventRow> some = events;
        while (true) {
            JsonObject bundle = bundle(subscribed, occasion, content, some, seen);
            byte[] bytes = written(bundle, subscribed);
            if (bytes.length <= parts.limits().bytes() || some.isEmpty()) {
                return new Notification(bundle, bytes, last(some), seen.patients());
            }
            if (some.size() == 1) {
                // Too large by itself: it is told of, and has to be read.
                JsonObject named = bundle(subscribed, occasion, content, some, seen.withoutBodies());
                return new Notification(named, written(named, subscribed), last(some), seen.patients());
            }
            some = some.subList(0, some.size() / 2);
        }
    }

    private static long last(List<EventRow> events) {
        return events.isEmpty() ? 0 : events.getLast().number();
    }

    private JsonObject bundle(
            Subscribed subscribed, Occasion occasion, Content content, List<EventRow> events, Seen seen) {
        List<Told> told = events.stream().map(seen::told).toList();
        return notices.bundle(
                subscribed,
                subscribed.state(),
                occasion,
                content,
                told,
                parts.clock().instant());
    }

    /** What the subscriber may see of what some events are about. */
    private record Seen(Map<Long, JsonObject> bodies, Set<Long> present, Set<Long> known, Set<Long> patients) {
        Told told(EventRow event) {
            boolean shown = switch (event.kind()) {
                case CHANGED -> present.contains(event.address());
                case DELETED -> known.contains(event.address());
                case GONE -> true;
            };
            return new Told(event, shown, bodies.get(event.address()));
        }

        Seen withoutBodies() {
            return new Seen(Map.of(), present, known, patients);
        }
    }

    private Seen look(Caller caller, Content content, List<EventRow> events) {
        List<Stored> stored =
                content == Content.EMPTY ? List.of() : parts.records().present(caller, of(events, Kind.CHANGED));
        Map<Long, JsonObject> bodies = new HashMap<>();
        Set<Long> patients = new HashSet<>();
        for (Stored each : stored) {
            if (content == Content.FULL_RESOURCE) {
                bodies.put(each.address(), parts.records().bodies().open(Objects.requireNonNull(each.body())));
            }
            if (each.patient() != 0) {
                patients.add(each.patient());
            }
        }
        return new Seen(
                bodies,
                stored.stream().map(Stored::address).collect(Collectors.toSet()),
                content == Content.EMPTY ? Set.of() : parts.records().known(caller, of(events, Kind.DELETED)),
                patients);
    }

    private static Set<Long> of(List<EventRow> events, Kind kind) {
        return events.stream()
                .filter(each -> each.kind() == kind)
                .map(EventRow::address)
                .collect(Collectors.toSet());
    }

    /** Enters what a notification discloses in the trail. */
    void record(Subscribed subscribed, Caller caller, Notification notification) {
        parts.audit()
                .record(Access.of(
                        parts.clock().instant(),
                        caller,
                        Action.READ,
                        parts.types().number(Parts.TYPE),
                        "Subscription/" + subscribed.id() + " notification up to event " + notification.last(),
                        200,
                        notification.patients()));
    }

    /** Where a subscription stands, for who asks. */
    JsonObject status(Subscribed subscribed) {
        return notices.status(subscribed, subscribed.state(), Occasion.STATUS, Content.ID_ONLY, List.of());
    }

    private static byte[] written(JsonObject bundle, Subscribed subscribed) {
        return subscribed.terms().payload().endsWith("xml") ? XmlWriter.bytes(bundle, false) : JsonWriter.bytes(bundle);
    }
}
