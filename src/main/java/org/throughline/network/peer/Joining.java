package org.throughline.network.peer;

import com.nimbusds.jose.jwk.ECKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.throughline.access.Caller;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.app.Secrets;

/**
 * Joins whoever invited us. We prove our key and bring the code; they call us back at our address, and prove by the key of which
 * the invitation holds the fingerprint that they are who invited us. It can be repeated from wherever it was broken off.
 */
public final class Joining {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    private final Database database;
    private final House house;
    private final Voice voice;
    private final Line line;
    private final Memberships memberships;
    private final Secrets secrets;
    private final InstantSource clock;

    Joining(
            Database database,
            House house,
            Voice voice,
            Line line,
            Memberships memberships,
            Secrets secrets,
            InstantSource clock) {
        this.database = database;
        this.house = house;
        this.voice = voice;
        this.line = line;
        this.memberships = memberships;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Joins with an invitation.
     *
     * @param text as it was handed over
     * @throws Failed with what keeps us from joining, in words for whoever has the invitation; then nothing was changed here
     */
    public Peer join(Caller by, String text) {
        Invitation invitation = Invitation.parse(text);
        check(invitation);
        Caller acting = Invitations.as(by);
        Member self = house.self(acting);
        String nonce = secrets.next();
        begin(nonce, invitation);
        try {
            Statement joined = answer(
                    invitation,
                    line.tell(
                            invitation.address(),
                            "join",
                            voice.sayWithKey(
                                    "join",
                                    invitation.address(),
                                    Map.of("code", invitation.code(), "nonce", nonce, "organization", self.claim())),
                            PATIENCE),
                    nonce);
            ECKey key = joined.ownKey().orElseThrow(Joining::notThem);
            return memberships.admit(
                    acting,
                    by.display() + ", by an invitation",
                    invitation.address(),
                    joined.member(),
                    key,
                    connection -> end(connection, nonce));
        } finally {
            database.inTransaction(connection -> end(connection, nonce));
        }
    }

    private void check(Invitation invitation) {
        if (invitation.expires().isBefore(clock.instant())) {
            throw new Failed(new Failure.Gone("This invitation ran out at " + invitation.expires()
                    + ". Ask for a new one; or is the clock of this machine wrong? It says " + clock.instant() + "."));
        }
        if (invitation.address().equals(house.address())) {
            throw new Failed(new Failure.Conflict(
                    "This is an invitation of this very installation. Use it at the one that is to join."));
        }
        Line.requireReachable(invitation.address(), house.address());
        Line.requireReachable(house.address(), invitation.address());
    }

    private static Statement answer(Invitation invitation, Line.Heard heard, String nonce) {
        return switch (heard) {
            case Line.Heard.Silent() ->
                throw new Failed(new Failure.Unavailable(invitation.address()
                        + " does not answer. Nothing was changed here. Repeat it when it does: the invitation holds until "
                        + invitation.expires() + "."));
            case Line.Heard.Refused(int status, String message) ->
                throw new Failed(new Failure.Conflict("It was refused there: " + message));
            case Line.Heard.Said(var answer) -> {
                Statement joined = Statement.read(String.valueOf(answer.text("statement")));
                boolean theirs = joined.ownKey()
                        .filter(key -> Statement.fingerprint(key).equals(invitation.fingerprint()))
                        .isPresent();
                if (!theirs || !joined.act().equals("joined") || !joined.nonce().equals(nonce)) {
                    throw notThem();
                }
                yield joined;
            }
        };
    }

    private static Failed notThem() {
        return new Failed(
                new Failure.Forbidden("Whoever answers there is not who made this invitation: the key is another"
                        + " one. Nothing was changed. Do not go on before you have spoken with them."));
    }

    private void begin(String nonce, Invitation invitation) {
        Instant now = clock.instant();
        database.inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM peer_joining WHERE begun < ?", now.minus(UNDER_WAY));
            return Sql.change(
                    connection,
                    "INSERT INTO peer_joining (nonce, address, fingerprint, begun) VALUES (?, ?, ?, ?)",
                    nonce,
                    invitation.address(),
                    invitation.fingerprint(),
                    now);
        });
    }

    private static int end(Connection connection, String nonce) throws SQLException {
        return Sql.change(connection, "DELETE FROM peer_joining WHERE nonce = ?", nonce);
    }

    /**
     * Makes sure that we are joining whoever says this, with the key that the invitation holds.
     *
     * @throws Failed with what is not so
     */
    void requireUnderWay(Statement said, ECKey key) {
        String expected = database.read(connection -> Sql.first(
                        connection,
                        row -> row.getString("fingerprint"),
                        "SELECT fingerprint FROM peer_joining WHERE nonce = ? AND address = ? AND begun > ?",
                        said.nonce(),
                        said.from(),
                        clock.instant().minus(UNDER_WAY)))
                .orElseThrow(() -> new Failed(new Failure.NotFound("nobody joins you here.")));
        if (!expected.equals(Statement.fingerprint(key))) {
            throw new Failed(new Failure.Forbidden(
                    "the key is not the one of the invitation, which was changed on its way or is of another key. Ask for"
                            + " a new one."));
        }
    }
}
