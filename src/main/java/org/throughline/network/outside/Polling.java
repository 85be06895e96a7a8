package org.throughline.network.outside;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Permissions;
import org.throughline.network.peer.Asking;

/**
 * Keeps the copies of records at other servers as they are there: each is asked for in its turn, for what has changed where
 * the server tells that, else as a whole; as a whole now and then in any case, so that what was deleted there goes here.
 * What the patient does not permit any more is taken out.
 */
public final class Polling implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Polling.class.getName());
    static final Caller PRODUCT = new Caller("outside", "Outside servers", Rights.EVERYTHING);

    /** After so long everything is compared. */
    private static final Duration COMPARED = Duration.ofHours(6);

    /** After so long it is counted whether there is less than here, so that something was deleted. */
    private static final Duration COUNTED = Duration.ofMinutes(45);

    /** What is written there a little late with an earlier time is not passed over. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final Database database;
    private final Servers servers;
    private final Sessions sessions;
    private final Keeper keeper;
    private final Linking linking;
    private final Permissions permissions;
    private final Telling telling;
    private final Types types;
    private final InstantSource clock;
    private final ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    Polling(
            Database database,
            Servers servers,
            Sessions sessions,
            Keeper keeper,
            Linking linking,
            Permissions permissions,
            Telling telling,
            Types types,
            InstantSource clock) {
        this.database = database;
        this.servers = servers;
        this.sessions = sessions;
        this.keeper = keeper;
        this.linking = linking;
        this.permissions = permissions;
        this.telling = telling;
        this.types = types;
        this.clock = clock;
    }

    /**
     * How a patient's record at a server stands, for people.
     *
     * @param pulled when it was last known to be here as it is there; null for never
     * @param note what of it is left out, in words; empty for nothing
     * @param fault why it could not be had last time, in words; empty when it could
     */
    public record Standing(@Nullable Instant pulled, String note, String fault) {}

    /** How a patient's record at a server stands; empty when it was not asked for yet. */
    public Optional<Standing> standing(Server server, String patient) {
        return database.read(connection -> RecordRows.of(connection, server.number(), patient))
                .map(row -> new Standing(row.pulled(), row.note(), row.fault()));
    }

    /** It is looked at again as a whole, as soon as possible. */
    public void lookAgain(Server server, String patient) {
        database.inTransaction(connection -> RecordRows.again(connection, server.number(), patient, clock.instant()));
    }

    /** Begins with those whose time has come, servers beside each other. To be called every second or so. */
    public void step() {
        Map<Integer, Server> open = servers.open().stream().collect(Collectors.toMap(Server::number, server -> server));
        if (closing) {
            return;
        }
        if (open.isEmpty()) {
            endTelling();
            return;
        }
        List<RecordRows.Row> due = database.inTransaction(connection -> {
            RecordRows.settle(connection, clock.instant());
            return RecordRows.take(connection, clock.instant());
        });
        endTelling();
        Map<Integer, List<RecordRows.Row>> byServer = due.stream().collect(Collectors.groupingBy(RecordRows.Row::peer));
        byServer.forEach((number, rows) -> {
            Server server = open.get(number);
            if (server != null && busy.add(number)) {
                each.execute(() -> {
                    try {
                        rows.stream().takeWhile(row -> !closing).forEach(row -> pull(server, row));
                    } finally {
                        busy.remove(number);
                    }
                });
            } else {
                rows.forEach(row -> later(row, row.fault(), clock.instant().plusSeconds(2)));
            }
        });
    }

    private void endTelling() {
        List<RecordRows.Row> ended =
                database.inTransaction(connection -> RecordRows.ended(connection, clock.instant()));
        ended.forEach(row -> servers.of(row.peer()).ifPresent(server -> each.execute(() -> telling.end(server, row))));
    }

    private void later(RecordRows.Row row, String fault, Instant due) {
        database.inTransaction(connection -> {
            RecordRows.failed(connection, row, fault, due);
            return row;
        });
    }

    private void pull(Server server, RecordRows.Row row) {
        List<Link> links = database.read(connection -> servers.links(connection, row));
        if (links.isEmpty()) {
            return;
        }
        String patient = links.getFirst().patient();
        try {
            if (isPermitted(server, patient)) {
                pull(server, row, patient, links);
            } else {
                links.forEach(link ->
                        linking.outside().end(PRODUCT, link, "The patient does not permit it any more.", false));
            }
        } catch (Failed e) {
            Duration rest = e.failure() instanceof Failure.TooManyRequests often ? often.retryAfter() : server.every();
            later(row, Sessions.words(e.failure()), clock.instant().plus(shorter(rest, server.every())));
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A record at {0} is put off: {1}",
                    server.name(),
                    e.failure().message());
        } catch (RuntimeException e) {
            later(row, "It could not be kept here.", clock.instant().plus(server.every()));
            LOG.log(System.Logger.Level.ERROR, "Fault in keeping a record of " + server.name(), e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 && !one.isNegative() ? one : other;
    }

    private boolean isPermitted(Server server, String patient) {
        return permissions.of(PRODUCT, patient).stream().anyMatch(each -> each.collectsFrom(server.organization()));
    }

    private void pull(Server server, RecordRows.Row row, String patient, List<Link> links) {
        Instant begun = clock.instant();
        Instant known = since(server, row, begun);
        Asking asking = Asking.toTreat(
                PRODUCT,
                Set.of(row.patient()),
                known != null ? "what has changed in the record" : "the record of a patient");
        Map<String, Pulled> pulled = new LinkedHashMap<>();
        boolean counts = known != null && links.size() == 1 && isToBeCounted(row, begun);
        boolean changes = sessions.ask(server, asking, session -> {
            Instant since = counts && new Counting(session, links.getFirst().theirs()).fewer(kept(row)) ? null : known;
            if (since == null) { // before it is read, so that nothing falls in between
                telling.begin(session, row, links.stream().map(Link::theirs).collect(Collectors.toSet()));
            }
            for (Link link : links) {
                pulled.put(link.theirs(), one(session, server, patient, link, since));
            }
            return since != null;
        });
        Keeper.Kept kept = keeper.keep(server, as(server), patient, pulled, connection -> {});
        Instant horizon = pulled.values().stream()
                .map(Pulled::newest)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        String note = Stream.concat(
                        pulled.values().stream().flatMap(each -> each.notes().stream()), kept.notes().stream())
                .distinct()
                .limit(20)
                .collect(Collectors.joining("; "));
        database.inTransaction(connection -> {
            RecordRows.pulled(
                    connection,
                    row,
                    begun,
                    !changes,
                    counts || !changes,
                    horizon,
                    changes && note.isEmpty() ? row.note() : note,
                    clock.instant().plus(server.every()));
            return row;
        });
    }

    private static boolean isToBeCounted(RecordRows.Row row, Instant now) {
        Instant counted = row.counted();
        return counted == null || counted.plus(COUNTED).isBefore(now);
    }

    /** How many copies there are of each type of what is about the patient. */
    private Map<String, Integer> kept(RecordRows.Row row) {
        Map<String, Integer> kept = new LinkedHashMap<>();
        database.read(connection -> RecordRows.kept(connection, row)).forEach((type, number) -> {
            String name = types.resourceType(type);
            if (Wanted.isOfPatient(name)) {
                kept.put(name, number);
            }
        });
        return kept;
    }

    /** From when on what was changed is asked for; null for all, where changes are not told or it is time to compare all. */
    private static @Nullable Instant since(Server server, RecordRows.Row row, Instant now) {
        Instant horizon = row.horizon();
        Instant compared = row.compared();
        if (horizon == null || compared == null || !row.fault().isEmpty()) {
            return null;
        }
        return compared.plus(longer(COMPARED, server.every())).isBefore(now) ? null : horizon.minus(OVERLAP);
    }

    private Pulled one(Session session, Server server, String patient, Link link, @Nullable Instant since) {
        try {
            return new Pull(
                            session,
                            types,
                            link.theirs(),
                            names -> database.read(connection -> Keeper.known(connection, server, patient, names)))
                    .run(since);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.NotFound || e.failure() instanceof Failure.Gone) {
                return Pulled.nothing("The patient is not there any more.");
            }
            throw e;
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** As the trail names what a server gives. */
    private static Caller as(Server server) {
        return new Caller("outside/" + server.number(), server.name(), Rights.EVERYTHING);
    }

    /** Lets what is under way come to an end, for a little. */
    @Override
    public void close() {
        closing = true;
        each.shutdown();
        try {
            if (!each.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                each.shutdownNow();
            }
        } catch (InterruptedException e) {
            each.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
