package org.throughline.events.courier;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MessageKey;

/**
 * Brings messages over HTTP: to {@code $process-message} of the other end's API, with a token that its authorization server
 * gives for an assertion of ours (SMART Backend Services). TLS, except to this machine itself; nothing of the operator's own
 * network unless the fetcher allows it; five seconds for each request and {@value #MOST} bytes for each answer.
 *
 * @see <a href="https://hl7.org/fhir/R4/messageheader-operation-process-message.html">$process-message</a>
 * @see <a href="https://hl7.org/fhir/smart-app-launch/backend-services.html">SMART Backend Services</a>
 */
public final class FhirTransport {
    private static final int MOST = 65_536;
    private static final String SCOPE = "system/MessageHeader.c";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Fetcher fetcher;
    private final MessageKey key;
    private final InstantSource clock;
    private final Map<Place, Token> tokens = new ConcurrentHashMap<>();

    public FhirTransport(Fetcher fetcher, MessageKey key, InstantSource clock) {
        this.fetcher = fetcher;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Where a message goes.
     *
     * @param base the address of the API there
     * @param client as whom we are registered there
     */
    public record Place(String base, String client) {}

    private record Token(String value, Instant until) {}

    /**
     * Brings a message there.
     *
     * @param answer what an answer says of a message, by the message's id; empty for what is no answer to it
     */
    public Transport.Delivery deliver(
            Outgoing message, Place to, BiFunction<JsonObject, String, Optional<Transport.Delivery>> answer) {
        URI address = URI.create(to.base() + "/$process-message");
        if (!isSafe(address)) {
            return new Transport.Delivery.Later("Messages go by TLS only.", false);
        }
        String token;
        try {
            token = token(to);
        } catch (Failed e) {
            return new Transport.Delivery.Later(
                    "It gives no access: " + e.failure().message(), false);
        }
        try {
            Fetcher.Reply reply =
                    fetcher.post(address, "Bearer " + token, "application/fhir+json", message.body(), MOST);
            return heard(message, to, reply, answer);
        } catch (Failed e) {
            return new Transport.Delivery.Later(e.failure().message(), true);
        }
    }

    private Transport.Delivery heard(
            Outgoing message,
            Place to,
            Fetcher.Reply reply,
            BiFunction<JsonObject, String, Optional<Transport.Delivery>> answer) {
        if (reply.status() == 200) {
            try {
                return answer.apply(JsonReader.readObject(reply.content()), message.id())
                        .orElseGet(() -> new Transport.Delivery.Later("Its answer is not one to this message.", true));
            } catch (Failed e) {
                return new Transport.Delivery.Later("Its answer cannot be read.", true);
            }
        }
        if (reply.status() == 401) {
            tokens.remove(to);
        }
        return new Transport.Delivery.Later("It answered " + reply.status() + ".", reply.status() >= 500);
    }

    private static boolean isSafe(URI address) {
        return "https".equalsIgnoreCase(address.getScheme())
                || ("http".equalsIgnoreCase(address.getScheme())
                        && THIS_MACHINE.contains(String.valueOf(address.getHost())));
    }

    private String token(Place to) {
        Token known = tokens.get(to);
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.value();
        }
        JsonObject configuration = JsonReader.readObject(
                fetcher.get(URI.create(to.base() + "/.well-known/smart-configuration"), "application/json", MOST)
                        .content());
        String endpoint = String.valueOf(configuration.text("token_endpoint"));
        if (!isSafe(URI.create(endpoint))) {
            throw new Failed(new Failure.Unavailable("Its authorization server is not reached by TLS."));
        }
        Fetcher.Reply reply = fetcher.post(
                URI.create(endpoint),
                "",
                form(
                        "grant_type",
                        "client_credentials",
                        "scope",
                        SCOPE,
                        "client_assertion_type",
                        ASSERTION,
                        "client_assertion",
                        key.assertion(to.client(), endpoint, clock.instant())),
                MOST);
        JsonObject given = JsonReader.readObject(reply.content());
        String value = given.text("access_token");
        if (reply.status() != 200 || value == null) {
            throw new Failed(
                    new Failure.Unavailable(String.valueOf(given.text("error")) + " for the client " + to.client()));
        }
        long seconds = given.get("expires_in") instanceof JsonNumber number
                ? number.decimal().longValue()
                : 60;
        tokens.put(to, new Token(value, clock.instant().plusSeconds(seconds / 2)));
        return value;
    }

    private static String form(String... pairs) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(pairs[i])
                    .append('=')
                    .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
