package org.throughline.network.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.app.Secrets;

/**
 * {@code POST /network/join}, {@code here}, {@code hello} and {@code notice}: what other installations say to this one. Each body
 * is a statement; each answer is JSON, with {@code message} for a person when something was refused.
 */
public final class Reception implements Handler {
    /** The product itself, where nobody of this installation does something. */
    static final Caller PRODUCT = new Caller("network", "The network", Rights.EVERYTHING);

    private static final int MOST_BYTES = 20_000;
    private static final int PER_SECOND = 5;
    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final House house;
    private final Voice voice;
    private final Line line;
    private final Parts parts;
    private final Secrets secrets;
    private final InstantSource clock;
    private final RateLimit limit = new RateLimit(PER_SECOND, AT_ONCE, System::nanoTime);

    Reception(
            Database database, House house, Voice voice, Line line, Parts parts, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.house = house;
        this.voice = voice;
        this.line = line;
        this.parts = parts;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What it works with. */
    record Parts(Invitations invitations, Joining joining, Memberships memberships, Notices notices, Hearing hearing) {}

    @Override
    public Answer handle(Request request) {
        String path = request.path().replaceFirst("^/network/?", "");
        if (path.equals("join") && request.method().equals("GET")) {
            return Answer.of(
                    200,
                    "text/plain; charset=utf-8",
                    "This is an invitation to join " + house.address() + " in a network of health records.\n"
                            + "Copy the whole address and paste it at your own installation: Administration, Network;\n"
                            + "or there: ./throughline join INVITATION\n");
        }
        if (!request.method().equals("POST")) {
            return Answer.of(405).with("Allow", "POST");
        }
        try {
            limit.take(request.subscriber());
            Statement said = Statement.read(new String(request.body(MOST_BYTES), UTF_8));
            return switch (path) {
                case "join" -> join(said);
                case "here" -> here(said);
                case "hello" -> hello(said);
                case "notice" -> notice(said);
                default -> throw new Failed(new Failure.NotFound("There is nothing here."));
            };
        } catch (Failed e) {
            return refusal(e.failure());
        }
    }

    /** Somebody joins with an invitation of ours. */
    private Answer join(Statement said) {
        ECKey key = proven(said, "join");
        Line.requireReachable(said.from(), house.address());
        Duration ahead = said.ahead(clock.instant());
        if (ahead.abs().compareTo(Statement.SKEW) > 0) {
            throw new Failed(new Failure.PreconditionFailed("Your clock is " + Spans.words(ahead) + " ours, which says "
                    + clock.instant() + ". Set both by a time server and repeat it."));
        }
        String code = said.text("code");
        Invitations.Given given = usable(code, said, key);
        Member member = said.member();
        Member self = house.self(PRODUCT);
        callBack(said, key);
        parts.memberships()
                .admit(
                        given.maker(),
                        given.maker().display() + ", who invited it",
                        said.from(),
                        member,
                        key,
                        connection -> parts.invitations().use(connection, code, said.from()));
        return statement(
                voice.sayWithKey("joined", said.from(), Map.of("nonce", said.nonce(), "organization", self.claim())));
    }

    private Invitations.Given usable(String code, Statement said, ECKey key) {
        Invitations.Given given = parts.invitations()
                .of(code)
                .orElseThrow(() -> new Failed(new Failure.NotFound("This invitation is not known at " + house.address()
                        + ": another installation made it, or it was changed on its way.")));
        if (given.usedBy() != null) {
            boolean repeated = given.usedBy().equals(said.from())
                    && peer(said)
                            .filter(Peer::isMember)
                            .filter(peer -> peer.keySet().getKeyByKeyId(Statement.fingerprint(key)) != null)
                            .isPresent();
            if (!repeated) {
                throw new Failed(new Failure.Conflict("This invitation was used already. Ask for a new one."));
            }
        } else if (given.expires().isBefore(clock.instant())) {
            throw new Failed(
                    new Failure.Gone("This invitation ran out at " + given.expires() + ". Ask for a new one."));
        }
        return given;
    }

    /** Whoever joins must be reached where they say to be, and have the same key there. */
    private void callBack(Statement said, ECKey key) {
        String challenge = secrets.next();
        String statement = voice.sayWithKey("here", said.from(), Map.of("nonce", said.nonce(), "challenge", challenge));
        Optional<Statement> answer = switch (line.tell(said.from(), "here", statement, PATIENCE)) {
            case Line.Heard.Said(JsonObject there) ->
                Optional.of(Statement.read(String.valueOf(there.text("statement"))));
            case Line.Heard.Refused(int status, String message) ->
                throw new Failed(
                        new Failure.PreconditionFailed("Called back at " + said.from() + ", it says: " + message));
            case Line.Heard.Silent ignored ->
                throw new Failed(
                        new Failure.PreconditionFailed(
                                "You are not reached at " + said.from()
                                        + " from here. Is that the right address (--base), does it run, and does the firewall let others in?"));
        };
        boolean same = answer.filter(each -> each.act().equals("here")
                        && each.nonce().equals(challenge)
                        && each.from().equals(said.from())
                        && each.to().equals(house.address())
                        && each.isSignedBy(new JWKSet(new ECKey.Builder(key)
                                .keyID(Statement.fingerprint(key))
                                .build())))
                .isPresent();
        if (!same) {
            throw new Failed(new Failure.PreconditionFailed(
                    "At " + said.from() + " another installation answers than the one that joins."));
        }
    }

    /** Whoever invited us makes sure that it is we who join. */
    private Answer here(Statement said) {
        parts.joining().requireUnderWay(said, proven(said, "here"));
        return statement(voice.say("here", said.from(), Map.of("nonce", said.text("challenge"))));
    }

    private ECKey proven(Statement said, String act) {
        ECKey key = said.ownKey().orElseThrow(Reception::notSigned);
        if (!said.act().equals(act) || said.nonce().isEmpty()) {
            throw notSigned();
        }
        requireOurs(said);
        return key;
    }

    private void requireOurs(Statement said) {
        if (!said.to().equals(house.address())) {
            throw new Failed(
                    new Failure.NotFound("This was meant for " + said.to() + ", and here is " + house.address() + "."));
        }
    }

    /** Somebody asks how they stand to us. */
    private Answer hello(Statement said) {
        Peer peer = known(said, "hello");
        if (peer.isMember()) {
            database.inTransaction(connection -> {
                PeerRows.spoke(connection, peer.number(), clock.instant(), said.ahead(clock.instant()));
                return peer;
            });
        }
        Map<String, Object> claims = new HashMap<>(Map.of(
                "nonce",
                said.nonce(),
                "standing",
                peer.state().name(),
                "since",
                peer.since().toString()));
        if (peer.isMember()) {
            claims.put("organization", house.self(PRODUCT).claim());
        }
        JsonArray notices =
                new JsonArray(parts.notices().of(peer.number(), voice.key().fingerprint()).stream()
                        .<Json>map(each -> new JsonString(each.statement()))
                        .toList());
        return json(JsonObject.builder()
                .add("statement", voice.sayWithKey("standing", said.from(), claims))
                .add("notices", notices)
                .build());
    }

    /** Somebody left, or has another key. */
    private Answer notice(Statement said) {
        requireOurs(said);
        Peer peer = peer(said).orElseThrow(Reception::stranger);
        parts.hearing().take(peer, said);
        return json(JsonObject.EMPTY);
    }

    private Peer known(Statement said, String act) {
        requireOurs(said);
        Peer peer = peer(said).orElseThrow(Reception::stranger);
        if (!said.act().equals(act) || !said.isSignedBy(peer.keySet())) {
            throw notSigned();
        }
        return peer;
    }

    private Optional<Peer> peer(Statement said) {
        return database.read(connection -> PeerRows.at(connection, said.from()));
    }

    private static Failed stranger() {
        return new Failed(new Failure.NotFound("You are no member with this installation."));
    }

    private static Failed notSigned() {
        return new Failed(new Failure.Forbidden("This is not signed with the key that is known of you here."));
    }

    private static Answer statement(String statement) {
        return json(JsonObject.of("statement", new JsonString(statement)));
    }

    private static Answer json(JsonObject answer) {
        return Answer.of(200, "application/json", JsonWriter.bytes(answer)).with("Cache-Control", "no-store");
    }

    private static Answer refusal(Failure failure) {
        int status = switch (failure) {
            case Failure.NotFound ignored -> 404;
            case Failure.Forbidden ignored -> 403;
            case Failure.Conflict ignored -> 409;
            case Failure.Gone ignored -> 410;
            case Failure.PreconditionFailed ignored -> 412;
            case Failure.TooManyRequests ignored -> 429;
            case Failure.Unavailable ignored -> 503;
            case Failure.Internal ignored -> 500;
            default -> 400;
        };
        return Answer.of(
                status,
                "application/json",
                JsonWriter.bytes(JsonObject.of("message", new JsonString(failure.message()))));
    }
}
