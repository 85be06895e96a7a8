package org.throughline.login.smart.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;

/** Rows of the table {@code app}. */
public final class AppRows {
    /** The columns that {@link #of} reads, of the table named {@code p}. */
    public static final String COLUMNS = "p.app, p.client_id, p.name, p.about, p.proof, p.redirects, p.launch,"
            + " p.scopes AS most, p.keys, p.keys_at, p.account AS program, p.unasked, p.introspects, p.organization, p.registered_self,"
            + " p.created, p.disabled";

    private AppRows() {}

    /** Reads a row that holds the {@link #COLUMNS}. */
    public static App of(ResultSet row) throws SQLException {
        long program = row.getLong("program");
        boolean forPeople = row.wasNull();
        Registration registration = new Registration(
                row.getString("name"),
                row.getString("about"),
                Proof.valueOf(row.getString("proof")),
                Sql.texts(row, "redirects"),
                row.getString("launch"),
                ScopeList.parse(row.getString("most")),
                row.getString("keys"),
                row.getString("keys_at"),
                !forPeople,
                row.getBoolean("unasked"),
                row.getBoolean("introspects"));
        return new App(
                row.getLong("app"),
                row.getString("client_id"),
                registration,
                forPeople ? null : program,
                row.getString("organization"),
                row.getBoolean("registered_self"),
                Objects.requireNonNull(Sql.instant(row, "created")),
                Sql.instant(row, "disabled"));
    }

    static List<App> all(Connection connection) throws SQLException {
        return Sql.list(connection, AppRows::of, "SELECT " + COLUMNS + " FROM app p ORDER BY lower(p.name), p.app");
    }

    static Optional<App> find(Connection connection, String clientId) throws SQLException {
        return Sql.first(connection, AppRows::of, "SELECT " + COLUMNS + " FROM app p WHERE p.client_id = ?", clientId);
    }

    /** How many apps have registered themselves since then. */
    static long ofSelf(Connection connection, Instant since) throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT count(*) FROM app WHERE registered_self AND created > ?",
                        since)
                .orElseThrow();
    }

    static void insert(
            Connection connection,
            String clientId,
            Registration app,
            @Nullable Long account,
            boolean self,
            byte @Nullable [] secret,
            Instant now)
            throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO app (client_id, registered_self, created, secret, name, about, proof, redirects, launch,"
                        + " scopes, keys, keys_at, account, unasked, introspects)"
                        + " VALUES (?, ?, ?, ?::bytea, ?, ?, ?, ?, ?::text, ?, ?::text, ?::text, ?::bigint, ?, ?)",
                clientId,
                self,
                now,
                secret,
                app.name(),
                app.about(),
                app.proof().name(),
                app.redirects().toArray(String[]::new),
                app.launch(),
                app.scopes().toString(),
                app.keys(),
                app.keysAt(),
                account,
                app.unasked(),
                app.introspects());
    }

    /** The name of the account as which an app acts by itself. */
    static String accountOf(String clientId) {
        return "app-" + clientId.toLowerCase(Locale.ROOT);
    }

    /** Makes the account of a program, with a role; its number. */
    static long addProgram(Connection connection, String clientId, String name, int role, Instant now)
            throws SQLException {
        long account = Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "INSERT INTO account (kind, name, display, created) VALUES ('PROGRAM', ?, ?, ?)"
                                + " RETURNING account",
                        accountOf(clientId),
                        name,
                        now)
                .orElseThrow();
        Sql.change(connection, "INSERT INTO held_role (account, role) VALUES (?, ?)", account, role);
        return account;
    }

    static void update(Connection connection, String clientId, Registration app) throws SQLException {
        Sql.change(
                connection,
                "UPDATE app SET name = ?, about = ?, proof = ?, redirects = ?, launch = ?::text, scopes = ?,"
                        + " keys = ?::text, keys_at = ?::text, unasked = ?, introspects = ?"
                        + " WHERE client_id = ?",
                app.name(),
                app.about(),
                app.proof().name(),
                app.redirects().toArray(String[]::new),
                app.launch(),
                app.scopes().toString(),
                app.keys(),
                app.keysAt(),
                app.unasked(),
                app.introspects(),
                clientId);
    }

    static int setSecret(Connection connection, String clientId, byte @Nullable [] secret) throws SQLException {
        return Sql.change(connection, "UPDATE app SET secret = ?::bytea WHERE client_id = ?", secret, clientId);
    }

    static byte @Nullable [] secret(Connection connection, long app) throws SQLException {
        return Sql.first(
                        connection,
                        row -> Optional.ofNullable(row.getBytes(1)),
                        "SELECT secret FROM app WHERE app = ?",
                        app)
                .flatMap(found -> found)
                .orElse(null);
    }
}
