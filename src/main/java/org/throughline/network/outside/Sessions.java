package org.throughline.network.outside;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.ClientKeys;
import org.throughline.network.peer.Asking;

/** Opens sessions with other servers: learns what they can, enters in the trail who asks them what, and keeps how they stand. */
public final class Sessions {
    private static final int MOST = 8 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What a server can changes when it is updated. */
    private static final Duration KNOWN = Duration.ofMinutes(30);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofHours(6);

    private final Database database;
    private final Fetcher fetcher;
    private final ClientKeys keys;
    private final Tokens tokens;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public Sessions(Database database, Fetcher fetcher, ClientKeys keys, AuditTrail audit, InstantSource clock) {
        this.database = database;
        this.fetcher = fetcher;
        this.keys = keys;
        this.tokens = new Tokens(fetcher, keys, this::took, clock);
        this.audit = audit;
        this.clock = clock;
    }

    /** A server has taken the pair that was next for it: pairs that no server is shown any more are given up. */
    private void took(Server server) {
        Set<String> shown = new HashSet<>(
                database.inTransaction(connection -> ServerRows.tookKey(connection, server.number(), server.next())));
        if (shown.contains("")) { // one that was registered before pairs had names is shown the oldest
            shown.add(keys.names().getFirst());
        }
        keys.keep(shown);
    }

    private record Known(Offer offer, Instant until) {}

    /** What is done in a session. */
    @FunctionalInterface
    interface Work<T> {
        T with(Session session);
    }

    /**
     * Asks a server, with an entry in the trail before. What fails for reasons of the server's is kept beside its name.
     *
     * @throws Failed as {@link Session} tells
     */
    <T> T ask(Server server, Asking asking, Work<T> work) {
        audit.record(new Access(
                clock.instant(),
                Agent.of(asking.caller()),
                Action.ASK_PEER,
                0,
                server.name() + ": " + asking.about(),
                200,
                asking.patients(),
                asking.purpose()));
        Session session = opened(server);
        try {
            return work.with(session);
        } catch (Failed e) {
            // What is wrong with one record is no fault of the server as a whole.
            if (e.failure() instanceof Failure.Unavailable
                    || e.failure() instanceof Failure.TooManyRequests
                    || e.failure() instanceof Failure.Unauthenticated) {
                note(server, e.failure());
            }
            throw e;
        }
    }

    private Session opened(Server server) {
        try {
            Offer offer = offer(server);
            Session session = new Session(server, offer, fetcher, tokens, Sessions::pause, clock);
            session.requireToken();
            database.inTransaction(connection -> {
                ServerRows.well(connection, server.number(), offer.words(), clock.instant());
                return server;
            });
            return session;
        } catch (Failed e) {
            note(server, e.failure());
            throw e;
        }
    }

    /**
     * What a server can, as it says now.
     *
     * @throws Failed as {@link Session} tells
     */
    Offer offer(Server server) {
        Known already = known.get(server.address());
        if (already != null && already.until().isAfter(clock.instant())) {
            return already.offer();
        }
        JsonObject configuration = fetched(server, "/.well-known/smart-configuration", "SMART configuration");
        Offer offer = Offer.read(configuration, fetched(server, "/metadata", "CapabilityStatement"));
        known.put(server.address(), new Known(offer, clock.instant().plus(KNOWN)));
        return offer;
    }

    /** It is learned anew what a server can. */
    void forget(Server server) {
        known.remove(server.address());
        tokens.forget(server);
    }

    private JsonObject fetched(Server server, String path, String what) {
        Fetcher.Exchanged reply = fetcher.exchange(new Fetcher.Call(
                "GET",
                URI.create(server.address() + path),
                Map.of("Accept", path.equals("/metadata") ? "application/fhir+json" : "application/json"),
                new byte[0],
                MOST,
                PATIENCE));
        if (reply.status() >= 500 || reply.status() == 429) {
            throw new Failed(new Failure.Unavailable("It does not answer at the moment."));
        }
        try {
            if (reply.status() == 200) {
                return JsonReader.readObject(reply.content());
            }
        } catch (Failed e) {
            throw new Failed(new Failure.Malformed("structure", path, "Its " + what + " cannot be read."), e);
        }
        throw new Failed(new Failure.Malformed(
                "value", path, "There is no " + what + " at that address: it answers " + reply.status() + "."));
    }

    /** What is wrong is kept beside its name, and it is left alone for a while. */
    private void note(Server server, Failure failure) {
        Duration rest = failure instanceof Failure.TooManyRequests often ? shorter(often.retryAfter()) : SOON;
        Instant now = clock.instant();
        database.inTransaction(connection -> {
            ServerRows.wrong(connection, server.number(), words(failure), now, now.plus(rest));
            return server;
        });
    }

    private static Duration shorter(Duration rest) {
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    /** For people. */
    static String words(Failure failure) {
        return failure instanceof Failure.Unavailable ? "It does not answer." : failure.message();
    }

    private static void pause(Duration over) {
        try {
            Thread.sleep(over);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(new Failure.Unavailable("It was not waited for."), e);
        }
    }
}
