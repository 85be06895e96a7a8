package org.throughline.login.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MasterKey;
import org.throughline.login.account.Account;

/**
 * Passkeys: made in the browser for this site, kept here as public keys. The person proves to their device who they are
 * (finger, face, PIN) each time, so a passkey alone is as good as a password with a second factor.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/">Web Authentication</a>
 */
public final class Passkeys {
    private static final boolean VERIFIED = true;
    private static final boolean PRESENT = true;

    private final Database database;
    private final MasterKey key;
    private final PasskeySite site;
    private final InstantSource clock;
    private final WebAuthnManager manager;
    private final AttestedCredentialDataConverter converter;

    public Passkeys(Database database, MasterKey key, PasskeySite site, InstantSource clock) {
        this.database = database;
        this.key = key;
        this.site = site;
        this.clock = clock;
        ObjectConverter objects = new ObjectConverter();
        this.manager = WebAuthnManager.createNonStrictWebAuthnManager(objects);
        this.converter = new AttestedCredentialDataConverter(objects);
    }

    private record Kept(long factor, long account, CredentialRecord record) {}

    /** What the browser is to be told to make a passkey for an account. */
    public String optionsToMake(Account account, String challenge) {
        byte[] handle = key.mark("user handle", Long.toString(account.number()));
        return PasskeyOptions.make(site, challenge, handle, account.name(), account.display(), ids(account.number()));
    }

    /** What the browser is to be told to use a passkey, whosoever's. */
    public String optionsToUse(String challenge) {
        return PasskeyOptions.use(site, challenge, List.of());
    }

    /** What the browser is to be told to use a passkey of an account. */
    public String optionsToUse(String challenge, long account) {
        return PasskeyOptions.use(site, challenge, ids(account));
    }

    /**
     * Adds a passkey that a browser has made.
     *
     * @param credential what the browser gave, as JSON
     * @throws Failed with {@link Failure.Invalid} when it is not what it was told to make
     */
    public void add(Connection connection, long account, String label, String challenge, String credential)
            throws SQLException {
        RegistrationData made = checked(challenge, credential);
        var data = Objects.requireNonNull(made.getAttestationObject()).getAuthenticatorData();
        AttestedCredentialData attested = Objects.requireNonNull(data.getAttestedCredentialData());
        int added = Sql.change(
                connection,
                "INSERT INTO factor (account, kind, label, credential, secret, counter, created)"
                        + " VALUES (?, 'PASSKEY', ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                account,
                label,
                attested.getCredentialId(),
                key.wrap(converter.convert(attested), name(account)),
                data.getSignCount(),
                clock.instant());
        if (added == 0) {
            throw refused(null);
        }
    }

    private RegistrationData checked(String challenge, String credential) {
        List<PublicKeyCredentialParameters> algorithms = PasskeyOptions.ALGORITHMS.stream()
                .map(number -> new PublicKeyCredentialParameters(
                        PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
                .toList();
        RegistrationData made =
                read(credential, manager::parseRegistrationResponseJSON).orElseThrow(() -> refused(null));
        try {
            return manager.verify(made, new RegistrationParameters(server(challenge), algorithms, VERIFIED, PRESENT));
        } catch (WebAuthnException e) {
            throw refused(e);
        }
    }

    /**
     * The account whose passkey signed the challenge; empty when none did.
     *
     * @param credential what the browser gave, as JSON
     */
    public OptionalLong account(String challenge, String credential) {
        Optional<AuthenticationData> shown = read(credential, manager::parseAuthenticationResponseJSON);
        return shown.isEmpty()
                ? OptionalLong.empty()
                : database.inTransaction(connection -> account(connection, challenge, shown.get()));
    }

    /** Reads what somebody sent; of what it cannot read the library tells in exceptions of many kinds. */
    private static <T> Optional<T> read(String credential, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(credential));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private OptionalLong account(Connection connection, String challenge, AuthenticationData shown)
            throws SQLException {
        Optional<Kept> kept = Sql.first(
                connection,
                this::kept,
                "SELECT factor, account, secret, counter FROM factor WHERE credential = ? AND kind = 'PASSKEY'"
                        + " FOR UPDATE",
                shown.getCredentialId());
        if (kept.isEmpty() || !signed(challenge, shown, kept.get().record())) {
            return OptionalLong.empty();
        }
        Sql.change(
                connection,
                "UPDATE factor SET counter = ?, used = ? WHERE factor = ?",
                Objects.requireNonNull(shown.getAuthenticatorData()).getSignCount(),
                clock.instant(),
                kept.get().factor());
        return OptionalLong.of(kept.get().account());
    }

    private boolean signed(String challenge, AuthenticationData shown, CredentialRecord record) {
        try {
            manager.verify(shown, new AuthenticationParameters(server(challenge), record, null, VERIFIED, PRESENT));
            return true;
        } catch (WebAuthnException e) {
            return false;
        }
    }

    private Kept kept(ResultSet row) throws SQLException {
        long account = row.getLong("account");
        AttestedCredentialData data = converter.convert(key.unwrap(row.getBytes("secret"), name(account)));
        return new Kept(
                row.getLong("factor"),
                account,
                new CredentialRecordImpl(
                        new NoneAttestationStatement(),
                        null,
                        null,
                        null,
                        row.getLong("counter"),
                        data,
                        null,
                        null,
                        null,
                        Set.of()));
    }

    private List<byte[]> ids(long account) {
        return database.read(connection -> Sql.list(
                connection,
                row -> row.getBytes(1),
                "SELECT credential FROM factor WHERE account = ? AND kind = 'PASSKEY'",
                account));
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(site.origin()))
                .rpId(site.host())
                .challenge(new DefaultChallenge(challenge.getBytes(UTF_8)))
                .build();
    }

    private static String name(long account) {
        return "passkey of account " + account;
    }

    private static Failed refused(@Nullable Exception cause) {
        Failure failure = new Failure.Invalid("invalid", "", "The passkey was not made as asked for. Try again.");
        return cause == null ? new Failed(failure) : new Failed(failure, cause);
    }
}
