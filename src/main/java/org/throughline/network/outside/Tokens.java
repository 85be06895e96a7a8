package org.throughline.network.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.ClientKeys;

/**
 * Tokens of other servers, each for an assertion of ours, kept for half as long as they are valid.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/backend-services.html">SMART Backend Services</a>
 */
final class Tokens {
    private static final int MOST = 65_536;
    private static final int MOST_TOKENS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Fetcher fetcher;
    private final ClientKeys keys;
    private final Consumer<Server> took;
    private final InstantSource clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /** @param took is told that a server has taken the pair of keys that is next for it */
    Tokens(Fetcher fetcher, ClientKeys keys, Consumer<Server> took, InstantSource clock) {
        this.fetcher = fetcher;
        this.keys = keys;
        this.took = took;
        this.clock = clock;
    }

    private record Token(String value, Instant until) {}

    /**
     * A token.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when it gives none, {@link Failure.Unavailable} when it gives none now;
     *     in words about "it"
     */
    String of(Server server, Offer offer) {
        Token known = tokens.get(key(server));
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.value();
        }
        if (tokens.size() >= MOST_TOKENS) {
            tokens.clear();
        }
        Token fresh = ask(server, offer);
        tokens.put(key(server), fresh);
        return fresh.value();
    }

    /** One that is not taken any more is not shown again. */
    void forget(Server server) {
        tokens.remove(key(server));
    }

    private static String key(Server server) {
        return String.join("\n", server.address(), server.client(), server.scopes());
    }

    private Token ask(Server server, Offer offer) {
        if (server.next().isEmpty()) {
            return ask(server, offer, server.key());
        }
        try {
            Token token = ask(server, offer, server.next());
            took.accept(server);
            return token;
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Unauthenticated)) {
                throw e;
            }
            // It does not know the next pair yet: the one before it counts until then.
            return ask(server, offer, server.key());
        }
    }

    private Token ask(Server server, Offer offer, String key) {
        Addresses.requireSafe(offer.token().toString());
        String assertion =
                keys.assertion(key, server.client(), offer.token().toString(), offer.algorithms(), clock.instant());
        String form = form(
                "grant_type",
                "client_credentials",
                "scope",
                server.scopes().isEmpty() ? offer.scope() : server.scopes(),
                "client_assertion_type",
                ASSERTION,
                "client_assertion",
                assertion);
        Fetcher.Exchanged reply = fetcher.exchange(new Fetcher.Call(
                "POST",
                offer.token(),
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                form.getBytes(UTF_8),
                MOST,
                PATIENCE));
        if (reply.status() >= 500 || reply.status() == 429) {
            throw new Failed(new Failure.Unavailable("It gives no tokens at the moment."));
        }
        JsonObject given = answered(reply);
        String value = given.text("access_token");
        if (reply.status() != 200 || value == null) {
            throw new Failed(new Failure.Unauthenticated(refusal(given)));
        }
        long seconds = given.get("expires_in") instanceof JsonNumber number
                ? Math.clamp(number.decimal().longValue(), 2, 3600)
                : 60;
        return new Token(value, clock.instant().plusSeconds(seconds / 2));
    }

    private static JsonObject answered(Fetcher.Exchanged reply) {
        try {
            return JsonReader.readObject(reply.content());
        } catch (Failed e) {
            throw new Failed(
                    new Failure.Unauthenticated(
                            "It gives no token, and answers " + reply.status() + " without saying why."),
                    e);
        }
    }

    private static String refusal(JsonObject error) {
        String code = Said.line(String.valueOf(error.text("error")));
        String more = error.text("error_description");
        String said = code + (more == null ? "" : " (" + Said.line(more) + ")");
        return switch (code) {
            case "invalid_client" -> "It refused our key or client id: " + said;
            case "invalid_scope" -> "It does not give what we ask for: " + said;
            default -> "It gives no access: " + said;
        };
    }

    private static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], UTF_8));
        }
        return form.toString();
    }
}
