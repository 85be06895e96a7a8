package org.throughline.events.subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.events.subscription.Committed.Change;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.record.Merges;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Which of some changes a subscription is to be told of. What a topic says by itself is decided on the changes; what its
 * filters say is asked of the search, as the subscriber would ask it: so a filter means here what it means there, and
 * nothing is found that the subscriber may not see.
 *
 * <p>A resource that was deleted is in no index any more: of the filters only the type and the patient count for it.
 */
final class Matching {
    private static final int TOGETHER = 50;

    private final Parts parts;
    private final Topics topics;
    private final List<Change> changes;
    private final Map<Change, Pair> bodies = new HashMap<>();

    Matching(Parts parts, Topics topics, List<Change> changes) {
        this.parts = parts;
        this.topics = topics;
        this.changes = changes;
    }

    /** A version and the one before; null where there is none. */
    private record Pair(@Nullable JsonObject now, @Nullable JsonObject before) {}

    List<EventRow> events(Subscribed subscribed, Caller caller) {
        Optional<Topic> topic = topics.find(subscribed.terms().topic());
        return topic.isEmpty() || topic.get() instanceof Topic.Elsewhere
                ? List.of()
                : events(subscribed, caller, topic.get());
    }

    private List<EventRow> events(Subscribed subscribed, Caller caller, Topic topic) {
        Wanted wanted = Wanted.of(topic, subscribed.terms().filters(), parts.types());
        Set<Long> patients = records(wanted.patients());
        Snapshot since = Snapshot.of(subscribed.since());
        List<Change> candidates = changes.stream()
                .filter(each ->
                        isOf(wanted, patients, each) && !since.knows(each.transaction()) && happened(topic, each))
                .toList();
        if (candidates.isEmpty()) {
            return List.of();
        }
        Set<Long> visible = parts.records()
                .known(caller, candidates.stream().map(Change::address).collect(Collectors.toSet()));
        List<Change> seen = candidates.stream()
                .filter(each -> visible.contains(each.address()))
                .toList();
        Set<String> found = found(wanted, caller, seen);
        return seen.stream()
                .filter(each -> (each.deleted() || wanted.arguments().isEmpty() || found.contains(each.id())))
                .map(this::event)
                .toList();
    }

    /** The addresses of patients, and of those whose record took the place of theirs. */
    private Set<Long> records(Set<String> patients) {
        if (patients.isEmpty()) {
            return Set.of();
        }
        Map<String, String> survivors = parts.database().read(connection -> Merges.survivors(connection, patients));
        return Stream.concat(patients.stream(), survivors.values().stream())
                .map(id -> Address.of("Patient", id))
                .collect(Collectors.toSet());
    }

    private boolean isOf(Wanted wanted, Set<Long> patients, Change change) {
        String type = wanted.type();
        return (type == null || parts.types().number(type) == change.type())
                && (patients.isEmpty() || patients.contains(change.patient()));
    }

    private boolean happened(Topic topic, Change change) {
        if (!(topic instanceof Topic.OfType of)) {
            return true;
        }
        if (change.deleted()) {
            return false;
        }
        Pair pair = bodies.computeIfAbsent(
                change, each -> new Pair(body(each, each.version()), body(each, each.version() - 1)));
        return pair.now() != null && of.occurrence().in(pair.now(), pair.before());
    }

    private @Nullable JsonObject body(Change change, int version) {
        if (version < 1) {
            return null;
        }
        try {
            Stored stored = parts.records()
                    .readVersion(Parts.PRODUCT, parts.types().resourceType(change.type()), change.id(), version);
            return parts.records().bodies().open(Objects.requireNonNull(stored.body()));
        } catch (Failed e) {
            return null; // it was a deletion
        }
    }

    /** The ids of those that the filters find. */
    private Set<String> found(Wanted wanted, Caller caller, List<Change> candidates) {
        Set<String> found = new HashSet<>();
        String type = wanted.type();
        if (type == null || wanted.arguments().isEmpty() || candidates.isEmpty()) {
            return found;
        }
        List<String> ids = candidates.stream()
                .filter(each -> !each.deleted())
                .map(Change::id)
                .distinct()
                .toList();
        for (int from = 0; from < ids.size(); from += TOGETHER) {
            List<Argument> arguments = new ArrayList<>(wanted.arguments());
            arguments.add(new Argument(
                    "_id", String.join(",", ids.subList(from, Math.min(from + TOGETHER, ids.size())))));
            arguments.add(new Argument("_count", Integer.toString(TOGETHER)));
            parts.searches()
                    .run(caller, new SearchRequest(new Target.OfType(type), arguments, true))
                    .matches()
                    .forEach(each -> found.add(each.id()));
        }
        return found;
    }

    private EventRow event(Change change) {
        String type = parts.types().resourceType(change.type());
        return EventRow.of(
                change.deleted()
                        ? new Event.Deleted(type, change.id(), change.version())
                        : new Event.Changed(type, change.id(), change.version()),
                change.at());
    }
}
