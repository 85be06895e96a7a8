package org.throughline.network.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.protocol.Endpoints;

/**
 * Asks a member for something on behalf of somebody: with a token that the member's authorization server gives for an assertion
 * of ours which says who asks, as what, and why (SMART Backend Services, UDAP B2B). A token serves for the same person and
 * purpose only, and is got anew before it runs out.
 *
 * <pre>{@code
 * switch (calls.get(peer, Asking.toTreat(caller, Set.of(patient), "results"), "fhir/Observation?…", PATIENCE)) {
 *     case Answered.Answer answer -> …
 *     case Answered.Down() -> …
 *     case Answered.Refused refused -> …
 * }
 * }</pre>
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/backend-services.html">SMART Backend Services</a>
 */
public final class PeerCalls {
    private static final int MOST = 32 << 20;
    private static final int MOST_TOKEN = 65_536;
    private static final int MOST_TOKENS = 10_000;
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final String SCOPE = "system/*.cruds";
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Database database;
    private final Fetcher fetcher;
    private final Voice voice;
    private final House house;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    PeerCalls(Database database, Fetcher fetcher, Voice voice, House house, AuditTrail audit, InstantSource clock) {
        this.database = database;
        this.fetcher = fetcher;
        this.voice = voice;
        this.house = house;
        this.audit = audit;
        this.clock = clock;
    }

    private record Token(String value, Instant until) {}

    /**
     * Reads something there.
     *
     * @param path below the member's address: {@code fhir/Patient/1}, {@code network/…}
     * @param patience how long it may take in all
     */
    public Answered get(Peer peer, Asking asking, String path, Duration patience) {
        return ask(peer, asking, "GET", path, "", new byte[0], patience);
    }

    /** Sends something there; otherwise as {@link #get}. */
    public Answered post(Peer peer, Asking asking, String path, String mediaType, byte[] content, Duration patience) {
        return ask(peer, asking, "POST", path, mediaType, content, patience);
    }

    /** Puts something there; otherwise as {@link #get}. */
    public Answered put(Peer peer, Asking asking, String path, String mediaType, byte[] content, Duration patience) {
        return ask(peer, asking, "PUT", path, mediaType, content, patience);
    }

    private Answered ask(
            Peer peer, Asking asking, String method, String path, String mediaType, byte[] content, Duration patience) {
        if (!peer.isMember()) {
            return new Answered.Refused(peer.name() + " is no member any more.");
        }
        URI address = URI.create(peer.address() + "/" + path);
        if (!Line.isSafe(address)) {
            return new Answered.Refused("Members are reached by https only.");
        }
        enter(peer, asking);
        Instant until = clock.instant().plus(patience);
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/fhir+json, application/json"));
        if (!mediaType.isEmpty()) {
            headers.put("Content-Type", mediaType);
        }
        try {
            Answered answer = with(peer, asking, headers, new Asked(method, address, content, until));
            note(peer, answer);
            return answer;
        } catch (Failed e) {
            Answered failed = e.failure() instanceof Failure.Forbidden refused
                    ? new Answered.Refused(refused.message())
                    : new Answered.Down();
            note(peer, failed);
            return failed;
        }
    }

    private record Asked(String method, URI address, byte[] content, Instant until) {}

    /** A token that is not taken any more is got anew once. */
    private Answered with(Peer peer, Asking asking, Map<String, String> headers, Asked asked) {
        Answered first = once(peer, asking, headers, asked);
        if (first instanceof Answered.Answer(int status, String type, byte[] content) && status == 401) {
            tokens.remove(key(peer, asking));
            return once(peer, asking, headers, asked);
        }
        return first;
    }

    private Answered once(Peer peer, Asking asking, Map<String, String> headers, Asked asked) {
        headers.put("Authorization", "Bearer " + token(peer, asking, asked.until()));
        Fetcher.Reply reply = fetcher.send(
                new Fetcher.Call(asked.method(), asked.address(), headers, asked.content(), MOST, left(asked.until())));
        return switch (reply.status()) {
            case 502, 503, 504 -> new Answered.Down();
            default -> new Answered.Answer(reply.status(), reply.mediaType(), reply.content());
        };
    }

    private Duration left(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        if (left.isNegative() || left.isZero()) {
            throw new Failed(new Failure.Unavailable("It takes too long."));
        }
        return left;
    }

    private String token(Peer peer, Asking asking, Instant until) {
        Token known = tokens.get(key(peer, asking));
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.value();
        }
        URI endpoint = URI.create(peer.address() + Endpoints.TOKEN);
        String assertion = voice.key()
                .assertionSaying(
                        Peers.client(voice.address()),
                        endpoint.toString(),
                        asking.extension(
                                voice.address(), house.self(Reception.PRODUCT).name()),
                        clock.instant());
        Fetcher.Reply reply = fetcher.send(new Fetcher.Call(
                "POST",
                endpoint,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                form(
                        "grant_type",
                        "client_credentials",
                        "scope",
                        SCOPE,
                        "udap",
                        "1",
                        "client_assertion_type",
                        ASSERTION,
                        "client_assertion",
                        assertion),
                MOST_TOKEN,
                left(until)));
        JsonObject given = JsonReader.readObject(reply.content());
        String value = given.text("access_token");
        if (reply.status() != 200 || value == null) {
            throw reply.status() >= 500 || reply.status() == 429
                    ? new Failed(new Failure.Unavailable("It gives no tokens at the moment."))
                    : new Failed(new Failure.Forbidden(peer.name() + " gives no access: " + why(given)));
        }
        long seconds = given.get("expires_in") instanceof JsonNumber number
                ? number.decimal().longValue()
                : 60;
        if (tokens.size() >= MOST_TOKENS) {
            tokens.clear();
        }
        tokens.put(key(peer, asking), new Token(value, clock.instant().plusSeconds(seconds / 2)));
        return value;
    }

    private String key(Peer peer, Asking asking) {
        return peer.number() + "\n" + peer.since() + "\n" + voice.key().fingerprint() + "\n" + asking.context();
    }

    private static String why(JsonObject error) {
        String said = error.text("error_description") == null ? error.text("error") : error.text("error_description");
        String line = String.valueOf(said).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ");
        return line.length() > 300 ? line.substring(0, 300) : line;
    }

    /** In our trail before it is asked. */
    private void enter(Peer peer, Asking asking) {
        audit.record(new Access(
                clock.instant(),
                Agent.of(asking.caller()),
                Action.ASK_PEER,
                0,
                peer.name() + ": " + asking.about(),
                200,
                asking.patients(),
                asking.purpose()));
    }

    /** That it answers or not; not with each of many calls. */
    private void note(Peer peer, Answered answer) {
        Instant now = clock.instant();
        boolean down = answer instanceof Answered.Down;
        boolean known = down
                ? peer.trouble() == Trouble.DOWN
                : peer.trouble() == Trouble.NONE
                        && peer.contact() != null
                        && peer.contact().plus(FRESH).isAfter(now);
        if (known || answer instanceof Answered.Refused) {
            return;
        }
        database.inTransaction(connection -> {
            if (down) {
                PeerRows.troubled(connection, peer.number(), Trouble.DOWN, now);
            } else {
                PeerRows.heard(connection, peer.number(), now, peer.ahead());
            }
            return peer;
        });
    }

    private static byte[] form(String... pairs) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(pairs[i]).append('=').append(URLEncoder.encode(pairs[i + 1], UTF_8));
        }
        return form.toString().getBytes(UTF_8);
    }
}
