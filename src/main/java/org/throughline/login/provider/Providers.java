package org.throughline.login.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MasterKey;
import org.throughline.login.account.Account;

/** Which identity provider there is: one or none, read from the database each time. */
public final class Providers {
    private static final String SECRET = "client secret at the identity provider";
    private static final int LONGEST_LABEL = 40;

    private final Database database;
    private final MasterKey key;
    private final Acts acts;

    public Providers(Database database, MasterKey key, Acts acts) {
        this.database = database;
        this.key = key;
        this.acts = acts;
    }

    /** The provider; empty when people log in here only. */
    public Optional<Provider> present() {
        return database.read(connection ->
                Sql.first(connection, Provider::of, "SELECT " + Provider.COLUMNS + " FROM identity_provider"));
    }

    /** Whether somebody may log in with a password. */
    public boolean allowsPasswordOf(Account account) {
        return present().map(provider -> provider.allowsPasswordOf(account)).orElse(true);
    }

    /** By what we prove to the provider who we are. */
    String secret() {
        byte[] wrapped = database.read(connection -> Sql.first(
                        connection, row -> row.getBytes(1), "SELECT client_secret FROM identity_provider")
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no identity provider."))));
        return new String(key.unwrap(wrapped, SECRET), UTF_8);
    }

    /**
     * Sets the provider, in place of one that there was.
     *
     * @param secret empty to keep the present one, which is only possible while it goes to the same provider
     * @throws Failed with {@link Failure.Invalid} when something is missing
     */
    public void set(Caller by, Provider provider, String secret) {
        if (provider.label().isBlank() || provider.label().length() > LONGEST_LABEL) {
            throw invalid("label", "Say what people call the provider, in " + LONGEST_LABEL + " letters at most.");
        }
        if (provider.clientId().isBlank()) {
            throw invalid(
                    "client", "The client id is missing. The provider gives it when you register Throughline there.");
        }
        byte @Nullable [] wrapped = secret.isEmpty() ? null : key.wrap(secret.getBytes(UTF_8), SECRET);
        acts.act(by, Action.CHANGE_SETTING, "identity provider " + provider.issuer(), connection -> {
            if (wrapped == null && !isSame(connection, provider)) {
                throw invalid("secret", "Type the client secret: the one that is kept is for another provider.");
            }
            Sql.change(
                    connection,
                    "INSERT INTO identity_provider (issuer, client_id, client_secret, label, staff_passwords,"
                            + " second_factor, acr) VALUES (?, ?, coalesce(?, ''::bytea), ?, ?, ?, ?)"
                            + " ON CONFLICT (one) DO UPDATE SET issuer = excluded.issuer,"
                            + " client_id = excluded.client_id, client_secret = CASE WHEN excluded.client_secret = ''"
                            + " THEN identity_provider.client_secret ELSE excluded.client_secret END,"
                            + " label = excluded.label, staff_passwords = excluded.staff_passwords,"
                            + " second_factor = excluded.second_factor, acr = excluded.acr",
                    provider.issuer(),
                    provider.clientId(),
                    wrapped,
                    provider.label().strip(),
                    provider.staffPasswords(),
                    provider.secondFactor(),
                    provider.acr().toArray(String[]::new));
            return provider;
        });
    }

    /** The secret that is kept must not be sent to whom somebody else names. */
    private static boolean isSame(Connection connection, Provider provider) throws SQLException {
        return Sql.any(
                connection,
                "SELECT 1 FROM identity_provider WHERE issuer = ? AND client_id = ? FOR UPDATE",
                provider.issuer(),
                provider.clientId());
    }

    /** From now on people log in here only. Who is who there is kept, for the case that it comes back. */
    public void remove(Caller by) {
        acts.act(
                by,
                Action.CHANGE_SETTING,
                "no identity provider",
                connection -> Sql.change(connection, "DELETE FROM identity_provider"));
    }

    private static Failed invalid(String field, String message) {
        return new Failed(new Failure.Invalid("value", field, message));
    }
}
