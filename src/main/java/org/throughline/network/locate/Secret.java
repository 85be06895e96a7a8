package org.throughline.network.locate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.keys.MasterKey;
import org.throughline.login.smart.app.Secrets;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Kind;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;

/**
 * The secret with which keys of patients are made. Every member makes one of its own; members ask one another and take the older
 * one, so that all come to have the same. A locator is given none: without it a key tells it nothing.
 */
public final class Secret {
    static final Caller PRODUCT = new Caller("network", "The network", Rights.EVERYTHING);
    private static final String WHAT = "the secret of the keys by which locators find patients";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int LONGEST = 200;

    private final Database database;
    private final Network network;
    private final MasterKey master;
    private final Secrets secrets;
    private final InstantSource clock;

    public Secret(Database database, Network network, MasterKey master, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.network = network;
        this.master = master;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A secret, and when it was made. */
    record Made(String value, Instant at) {
        boolean isBefore(Made other) {
            int order = at.compareTo(other.at);
            return order == 0 ? value.compareTo(other.value) < 0 : order < 0;
        }

        JsonObject json() {
            return JsonObject.builder()
                    .add("secret", value)
                    .add("made", at.toString())
                    .build();
        }

        static Optional<Made> read(JsonObject said) {
            String value = said.text("secret");
            String at = said.text("made");
            if (value == null || at == null || value.isEmpty() || value.length() > LONGEST) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Made(value, Instant.parse(at)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /** Ours; made when there is none. */
    Made present() {
        return database.inTransaction(connection -> {
            Optional<Made> found = find(connection);
            if (found.isPresent()) {
                return found.get();
            }
            Sql.change(
                    connection,
                    "INSERT INTO located_secret (secret, made) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    master.wrap(secrets.next().getBytes(UTF_8), WHAT),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return find(connection).orElseThrow();
        });
    }

    private Optional<Made> find(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                row -> new Made(
                        new String(master.unwrap(Objects.requireNonNull(row.getBytes("secret")), WHAT), UTF_8),
                        Objects.requireNonNull(Sql.instant(row, "made"))),
                "SELECT secret, made FROM located_secret");
    }

    /** As bytes to make keys with. */
    byte[] bytes() {
        return Base64.getUrlDecoder().decode(present().value());
    }

    /** Asks the other members for theirs, and takes an older one; all patients are then to be told of anew. */
    void agree() {
        for (Peer peer : network.peers().members()) {
            if (peer.kind() != Kind.LOCATOR) {
                asked(peer).filter(other -> other.isBefore(present())).ifPresent(this::take);
            }
        }
    }

    private Optional<Made> asked(Peer peer) {
        Answered answered = network.calls()
                .get(
                        peer,
                        Asking.toTreat(PRODUCT, Set.of(), "with what patients are located"),
                        LocateDoor.PATH + "/secret",
                        PATIENCE);
        return answered instanceof Answered.Answer(int status, String type, byte[] content) && status == 200
                ? Made.read(JsonReader.readObject(content))
                : Optional.empty();
    }

    private void take(Made older) {
        if (!isSecret(older.value())) {
            return;
        }
        database.inTransaction(connection -> {
            Sql.change(
                    connection,
                    "UPDATE located_secret SET secret = ?, made = ?",
                    master.wrap(older.value().getBytes(UTF_8), WHAT),
                    older.at());
            return LocatedRows.allAnew(connection);
        });
    }

    private static boolean isSecret(String text) {
        try {
            return Base64.getUrlDecoder().decode(text).length >= 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
