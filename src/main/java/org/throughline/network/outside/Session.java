package org.throughline.network.outside;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Asks one server for one purpose, within limits: so many requests, bytes and minutes in all. What it answers is JSON, or it
 * fails. All failures are in words about "it":
 *
 * <ul>
 *   <li>{@link Failure.Unauthenticated}: it gives us no access at all;
 *   <li>{@link Failure.Forbidden}: it does not give that;
 *   <li>{@link Failure.NotFound}, {@link Failure.Gone}: there is no such thing there;
 *   <li>{@link Failure.Invalid}: it does not take the question;
 *   <li>{@link Failure.TooManyRequests}: it wants to be left alone for a while;
 *   <li>{@link Failure.Unavailable}: it does not answer now;
 *   <li>{@link Failure.Malformed}, {@link Failure.TooLarge}: what it answers cannot be used.
 * </ul>
 */
final class Session {
    private static final String FHIR = "application/fhir+json";
    private static final int MOST_AT_ONCE = 32 << 20;
    private static final long MOST_IN_ALL = 512L << 20;
    private static final int MOST_REQUESTS = 5_000;
    private static final int MOST_PAGES = 500;
    private static final int MOST_RESOURCES = 100_000;
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For so long is waited, when it asks for that, without giving up and coming back later. */
    private static final Duration SHORT = Duration.ofSeconds(20);

    private static final Duration USUAL_REST = Duration.ofSeconds(60);

    private final Server server;
    private final Offer offer;
    private final Fetcher fetcher;
    private final Tokens tokens;
    private final Pause pause;
    private final InstantSource clock;
    private final Instant until;
    private int requests;
    private long bytes;
    private int resources;

    Session(Server server, Offer offer, Fetcher fetcher, Tokens tokens, Pause pause, InstantSource clock) {
        this.server = server;
        this.offer = offer;
        this.fetcher = fetcher;
        this.tokens = tokens;
        this.pause = pause;
        this.clock = clock;
        this.until = clock.instant().plus(LONGEST);
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void until(Duration over);
    }

    Offer offer() {
        return offer;
    }

    Server server() {
        return server;
    }

    /** Fails when it gives no token. */
    void requireToken() {
        tokens.of(server, offer);
    }

    /** A resource, by its type and id. */
    JsonObject read(String type, String id) {
        return send("GET", URI.create(server.address() + "/" + type + "/" + id), new byte[0], 200);
    }

    /** What is at an address below that of the API. */
    JsonObject get(String path) {
        return send("GET", URI.create(server.address() + "/" + path), new byte[0], 200);
    }

    /** Posts something, and gives what is answered. */
    JsonObject post(String path, JsonObject content) {
        return send("POST", URI.create(server.address() + "/" + path), JsonWriter.bytes(content), 201);
    }

    /** Deletes something; that it is not there is as well. */
    void delete(String path) {
        reply("DELETE", URI.create(server.address() + "/" + path), new byte[0]);
    }

    /**
     * All resources that a search or an operation gives, page by page.
     *
     * @param query below the address of the API, escaped
     */
    List<JsonObject> search(String query) {
        List<JsonObject> found = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        URI page = URI.create(server.address() + "/" + query);
        while (page != null) {
            if (!seen.add(page) || seen.size() > MOST_PAGES) {
                throw new Failed(new Failure.TooLarge("The pages of its answer do not end: " + Said.line(query)));
            }
            JsonObject bundle = send("GET", page, new byte[0], 200);
            if (!"Bundle".equals(bundle.text("resourceType"))) {
                throw new Failed(new Failure.Malformed(
                        "structure", "Bundle", "It answers a search with something else than a Bundle."));
            }
            take(bundle, found);
            page = next(page, bundle);
        }
        return found;
    }

    private void take(JsonObject bundle, List<JsonObject> found) {
        for (JsonObject entry : bundle.objects("entry")) {
            JsonObject resource = entry.object("resource");
            if (resource != null && "OperationOutcome".equals(resource.text("resourceType"))) {
                Said.wrong(resource).ifPresent(wrong -> {
                    throw new Failed(
                            new Failure.Invalid("invalid", "search", "It does not take this search: " + wrong));
                });
            } else if (resource != null) {
                found.add(resource);
                if (++resources > MOST_RESOURCES) {
                    throw new Failed(new Failure.TooLarge(
                            "It gives more than " + MOST_RESOURCES + " entries about one patient."));
                }
            }
        }
    }

    private @Nullable URI next(URI present, JsonObject bundle) {
        return bundle.objects("link").stream()
                .filter(link -> "next".equals(link.text("relation")))
                .map(link -> Addresses.next(server.address(), present, String.valueOf(link.text("url"))))
                .findFirst()
                .orElse(null);
    }

    private JsonObject send(String method, URI address, byte[] content, int usual) {
        Fetcher.Exchanged reply = reply(method, address, content);
        if (reply.status() == usual || reply.status() == 200) {
            return json(reply);
        }
        String why = Said.reason(reply.content());
        throw switch (reply.status()) {
            case 401, 403 -> new Failed(new Failure.Forbidden("It does not give that" + why));
            case 404 -> new Failed(new Failure.NotFound("It is not there" + why));
            case 410 -> new Failed(new Failure.Gone("It is not there any more" + why));
            case 502, 503, 504 -> new Failed(new Failure.Unavailable("It does not answer at the moment."));
            default -> new Failed(new Failure.Invalid("invalid", "request", "It answers " + reply.status() + why));
        };
    }

    private static JsonObject json(Fetcher.Exchanged reply) {
        try {
            return JsonReader.readObject(reply.content());
        } catch (Failed e) {
            throw new Failed(
                    new Failure.Malformed("structure", "", "What it answers is not JSON that can be read."), e);
        }
    }

    /** What it answers; a token that it does not take any more is got anew once, and it is waited for a little. */
    private Fetcher.Exchanged reply(String method, URI address, byte[] content) {
        boolean fresh = false;
        while (true) {
            Fetcher.Exchanged reply = once(method, address, content);
            Duration rest = Objects.requireNonNullElse(reply.retryAfter(), USUAL_REST);
            boolean wants = reply.status() == 429 || (reply.status() == 503 && reply.retryAfter() != null);
            if (reply.status() == 401 && !fresh) {
                tokens.forget(server);
                fresh = true;
            } else if (!wants) {
                return reply;
            } else if (rest.compareTo(SHORT) > 0 || clock.instant().plus(rest).isAfter(until)) {
                throw new Failed(new Failure.TooManyRequests(
                        "It wants to be asked less often.", rest.isNegative() ? SHORT : rest));
            } else {
                pause.until(rest.isNegative() ? Duration.ofSeconds(1) : rest);
            }
        }
    }

    private Fetcher.Exchanged once(String method, URI address, byte[] content) {
        if (++requests > MOST_REQUESTS || bytes > MOST_IN_ALL || clock.instant().isAfter(until)) {
            throw new Failed(new Failure.TooLarge("It takes too much to get the record of one patient: " + requests
                    + " requests, " + (bytes >> 20) + " MB."));
        }
        Map<String, String> headers = new HashMap<>(Map.of("Accept", FHIR));
        headers.put("Authorization", "Bearer " + tokens.of(server, offer));
        if (content.length > 0) {
            headers.put("Content-Type", FHIR);
        }
        Fetcher.Exchanged reply =
                fetcher.exchange(new Fetcher.Call(method, address, headers, content, MOST_AT_ONCE, PATIENCE));
        bytes += reply.content().length;
        return reply;
    }
}
