package org.throughline.login.bearer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Scopes;
import org.throughline.kernel.Digest;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Bearer tokens: JSON Web Tokens signed with the installation's own key. Checking a signature takes most of a
 * millisecond, so what was found valid is remembered by its digest until it expires.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">JSON Web Token</a>
 */
public final class Tokens {
    private static final String ISSUER = "throughline";
    private static final int REMEMBERED = 10_000;

    private final ECKey key;
    private final InstantSource clock;
    private final Map<String, Claims> remembered = new ConcurrentHashMap<>();

    public Tokens(ECKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /** A new token, and what is on record about it. */
    public record Issued(String token, Claims claims) {}

    /**
     * What a token says.
     *
     * @param number its own
     * @param user the name of the account as which it acts; null for the operator's own programs
     * @param patient id of the Patient whom its {@code patient/} scopes are about; null for none
     */
    public record Claims(
            String number,
            Scopes scopes,
            @Nullable String user,
            @Nullable String patient,
            Instant expires) {}

    /** Makes a token of the operator's own with these scopes that is valid from now on for that long. */
    public Issued issue(Scopes scopes, Duration validity) {
        return issue(scopes, null, null, validity);
    }

    /** Makes a token that acts as an account, for one patient, or both; otherwise as {@link #issue(Scopes, Duration)}. */
    public Issued issue(Scopes scopes, @Nullable String user, @Nullable String patient, Duration validity) {
        Instant now = clock.instant();
        Instant expires = now.plus(validity);
        String number = UUID.randomUUID().toString();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .jwtID(number)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .claim("scope", scopes.toString())
                .claim("user", user)
                .claim("patient", patient)
                .build();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key is of the wrong kind", e);
        }
        return new Issued(token.serialize(), new Claims(number, scopes, user, patient, expires));
    }

    /**
     * What a token says that is one of ours and has not expired.
     *
     * @param whenNew what to do before a token that was not seen since the start is taken
     * @throws Failed with {@link Failure.Unauthenticated} when it is not one of ours or has expired
     */
    public Claims read(String token, Runnable whenNew) {
        String digest = HexFormat.of().formatHex(Digest.sha256(token.getBytes(UTF_8)));
        Claims known = remembered.get(digest);
        if (known == null) {
            known = verify(token);
            whenNew.run();
            remember(digest, known);
        }
        if (!known.expires().isAfter(clock.instant())) {
            remembered.remove(digest);
            throw new Failed(new Failure.Unauthenticated("The token has expired."));
        }
        return known;
    }

    private Claims verify(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            boolean ours = JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm())
                    && token.verify(new ECDSAVerifier(key.toPublicJWK()))
                    && ISSUER.equals(claims.getIssuer());
            String number = claims.getJWTID();
            Date expires = claims.getExpirationTime();
            if (!ours || number == null || expires == null) {
                throw notOurs();
            }
            Scopes scopes = Scopes.parse(claims.getStringClaim("scope"));
            return new Claims(
                    number,
                    scopes,
                    claims.getStringClaim("user"),
                    claims.getStringClaim("patient"),
                    expires.toInstant());
        } catch (ParseException | JOSEException e) {
            throw notOurs();
        }
    }

    private void remember(String digest, Claims verified) {
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        remembered.put(digest, verified);
    }

    private static Failed notOurs() {
        return new Failed(new Failure.Unauthenticated("The token is not valid here."));
    }
}
