package org.throughline.network.peer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MessageKey;
import org.throughline.login.smart.app.Secrets;

/** The invitations that this installation gives out. */
public final class Invitations {
    /** How long one is valid unless somebody says otherwise. */
    public static final Duration USUAL = Duration.ofDays(1);

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Database database;
    private final Acts acts;
    private final House house;
    private final MessageKey key;
    private final Secrets secrets;
    private final InstantSource clock;

    public Invitations(
            Database database, Acts acts, House house, MessageKey key, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.house = house;
        this.key = key;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Who made an invitation.
     *
     * @param usedBy the address of whoever joined with it; null for nobody
     */
    record Given(Caller maker, Instant expires, @Nullable String usedBy) {}

    /**
     * Makes one.
     *
     * @throws Failed with {@link Failure.Conflict} when the installation is not set up, with {@link Failure.Malformed} when it is
     *     not reached by https or the time is out of bounds
     */
    public Invitation make(Caller by, Duration valid) {
        if (valid.compareTo(Duration.ofMinutes(1)) < 0 || valid.compareTo(LONGEST) > 0) {
            throw new Failed(new Failure.Malformed(
                    "value", "valid", "An invitation is valid from a minute to " + LONGEST.toDays() + " days."));
        }
        Line.requireSafe(house.address());
        Member self = house.self(as(by));
        Instant now = clock.instant();
        Invitation made = new Invitation(
                house.address(),
                secrets.next().substring(0, 22),
                key.fingerprint(),
                Instant.ofEpochSecond(now.plus(valid).getEpochSecond()));
        return acts.act(by, Action.INVITE_PEER, "an invitation to join " + self.name(), connection -> {
            Sql.change(connection, "DELETE FROM peer_invitation WHERE expires < ?", now.minus(KEPT));
            Sql.change(
                    connection,
                    "INSERT INTO peer_invitation (code, made, maker, maker_name, expires) VALUES (?, ?, ?, ?, ?)",
                    Secrets.digest(made.code()),
                    now,
                    by.id(),
                    by.display(),
                    made.expires());
            return made;
        });
    }

    /** Whoever it is, with what the product needs to write the directory. */
    static Caller as(Caller by) {
        return new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING);
    }

    /**
     * An invitation that was not used yet and has not run out.
     *
     * @param id by which it can be withdrawn; it does not tell the code
     */
    public record Open(String id, String maker, Instant made, Instant expires) {}

    /** Those that can still be used, the newest first. */
    public List<Open> open() {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Open(
                        row.getString("id"),
                        row.getString("maker_name"),
                        Objects.requireNonNull(Sql.instant(row, "made")),
                        Objects.requireNonNull(Sql.instant(row, "expires"))),
                "SELECT encode(code, 'hex') AS id, maker_name, made, expires FROM peer_invitation"
                        + " WHERE used IS NULL AND expires > ? ORDER BY made DESC",
                clock.instant()));
    }

    /** One that was not used yet is good for nothing from now on. */
    public void withdraw(Caller by, String id) {
        acts.act(
                by,
                Action.CHANGE_PEER,
                "an invitation withdrawn",
                connection -> Sql.change(
                        connection, "DELETE FROM peer_invitation WHERE encode(code, 'hex') = ? AND used IS NULL", id));
    }

    /** What is known of a code; empty for none that was given out here. */
    Optional<Given> of(String code) {
        return database.read(connection -> Sql.first(
                connection,
                row -> new Given(
                        new Caller(row.getString("maker"), row.getString("maker_name"), Rights.EVERYTHING),
                        Objects.requireNonNull(Sql.instant(row, "expires")),
                        row.getString("used_by")),
                "SELECT maker, maker_name, expires, used_by FROM peer_invitation WHERE code = ?",
                Secrets.digest(code)));
    }

    /** A code is used up by whoever is at an address. */
    void use(Connection connection, String code, String address) throws SQLException {
        int used = Sql.change(
                connection,
                "UPDATE peer_invitation SET used = ?, used_by = ? WHERE code = ? AND (used IS NULL OR used_by = ?)",
                clock.instant(),
                address,
                Secrets.digest(code),
                address);
        if (used == 0) {
            throw new Failed(new Failure.Conflict("This invitation was used already. Ask for a new one."));
        }
    }
}
