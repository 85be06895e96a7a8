package org.throughline.login.smart.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientAuthenticationVerifier;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientCredentialsSelector;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.auth.verifier.JWTAudienceCheck;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.Secrets;

/**
 * Assertions that apps sign with their own keys to prove who they are. Signature, issuer and time are Nimbus's to check;
 * here is what SMART adds: RS384 or ES384, a key named by {@code kid}, five minutes at most, each once.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html">SMART, asymmetric keys</a>
 */
final class Assertions {
    static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Clocks differ; Nimbus grants as much when it looks at the time. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    static final int LONGEST_ID = 500;

    private final Database database;
    private final AppKeys keys;
    private final URI tokenEndpoint;
    private final InstantSource clock;

    Assertions(Database database, AppKeys keys, URI tokenEndpoint, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.tokenEndpoint = tokenEndpoint;
        this.clock = clock;
    }

    /** Whether the assertion proves that it comes from the app, to this endpoint, and for the first time. */
    boolean prove(App app, PrivateKeyJWT shown, URI endpoint) {
        return isWellFormed(app, shown)
                && isFor(endpoint, shown)
                && isSigned(app, shown, endpoint)
                && isNew(app, shown);
    }

    private boolean isWellFormed(App app, PrivateKeyJWT shown) {
        JWSHeader header = shown.getClientAssertion().getHeader();
        JWTAuthenticationClaimsSet claims = shown.getJWTAuthenticationClaimsSet();
        Instant latest = clock.instant().plus(LONGEST).plus(SKEW);
        return ALGORITHMS.contains(header.getAlgorithm())
                && header.getKeyID() != null
                && (header.getType() == null || header.getType().equals(JOSEObjectType.JWT))
                && (header.getJWKURL() == null
                        || header.getJWKURL()
                                .toString()
                                .equals(app.registration().keysAt()))
                && claims.getJWTID() != null
                && claims.getJWTID().getValue().length() <= LONGEST_ID
                && !claims.getExpirationTime().toInstant().isAfter(latest);
    }

    /** One audience only, so that nobody who is another one can use it here. */
    private boolean isFor(URI endpoint, PrivateKeyJWT shown) {
        List<Audience> audience = shown.getJWTAuthenticationClaimsSet().getAudience();
        return audience.size() == 1 && audiences(endpoint).contains(audience.getFirst());
    }

    private Set<Audience> audiences(URI endpoint) {
        return endpoint.equals(tokenEndpoint)
                ? Set.of(new Audience(tokenEndpoint))
                : Set.of(new Audience(tokenEndpoint), new Audience(endpoint));
    }

    private boolean isSigned(App app, PrivateKeyJWT shown, URI endpoint) {
        try {
            new ClientAuthenticationVerifier<>(new KeysOf(app), audiences(endpoint), JWTAudienceCheck.LEGACY)
                    .verify(shown, null, new Context<Void>());
            return true;
        } catch (InvalidClientException | JOSEException e) {
            return false;
        }
    }

    private boolean isNew(App app, PrivateKeyJWT shown) {
        JWTAuthenticationClaimsSet claims = shown.getJWTAuthenticationClaimsSet();
        return isNew(
                app, claims.getJWTID().getValue(), claims.getExpirationTime().toInstant());
    }

    /** Whether an app shows this for the first time; afterwards it is not new any more. */
    boolean isNew(App app, String id, Instant expires) {
        byte[] digest = Secrets.digest(app.clientId() + " " + id);
        Instant until = expires.plus(SKEW).plus(SKEW);
        return database.inTransaction(connection -> Sql.change(
                        connection,
                        "INSERT INTO app_assertion (assertion, expires) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        digest,
                        until)
                == 1);
    }

    /** As Nimbus wants to be given the keys of an app. */
    private final class KeysOf implements ClientCredentialsSelector<Void> {
        private final App app;

        KeysOf(App app) {
            this.app = app;
        }

        @Override
        public List<Secret> selectClientSecrets(ClientID id, ClientAuthenticationMethod method, Context<Void> context) {
            return List.of();
        }

        @Override
        public List<? extends PublicKey> selectPublicKeys(
                ClientID id,
                ClientAuthenticationMethod method,
                JWSHeader header,
                boolean again,
                Context<Void> context) {
            return keys.select(app, header);
        }
    }
}
