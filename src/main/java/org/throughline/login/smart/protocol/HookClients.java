package org.throughline.login.smart.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.Apps;

/**
 * Programs that ask for decision support and sign each call with their own key: apps that were registered here by
 * somebody, with keys. Their id is the issuer of what they sign.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/#trusting-cds-clients">CDS Hooks 2.0, Trusting CDS Clients</a>
 */
public final class HookClients {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Apps apps;
    private final AppKeys keys;
    private final Assertions assertions;
    private final InstantSource clock;

    HookClients(Apps apps, AppKeys keys, Assertions assertions, InstantSource clock) {
        this.apps = apps;
        this.keys = keys;
        this.assertions = assertions;
        this.clock = clock;
    }

    /**
     * Who signed a call.
     *
     * @param service the address that was called, which must be the only audience
     * @throws Failed with {@link Failure.Unauthenticated} when it is nobody who is known, or was used before
     */
    public Caller caller(String token, URI service) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            App app = apps.enabled(String.valueOf(claims.getIssuer()))
                    .filter(each -> !each.registeredSelf())
                    .orElseThrow(HookClients::unknown);
            if (!isWellFormed(app, signed.getHeader())
                    || !isInTime(claims)
                    || !claims.getAudience().equals(List.of(service.toString()))
                    || !isSigned(app, signed)
                    || !assertions.isNew(
                            app, claims.getJWTID(), claims.getExpirationTime().toInstant())) {
                throw unknown();
            }
            return app.asCaller();
        } catch (ParseException | JOSEException e) {
            throw new Failed(new Failure.Unauthenticated("The token cannot be read."), e);
        }
    }

    private static boolean isWellFormed(App app, JWSHeader header) {
        return Assertions.ALGORITHMS.contains(header.getAlgorithm())
                && header.getKeyID() != null
                && (header.getType() == null || header.getType().equals(JOSEObjectType.JWT))
                && (header.getJWKURL() == null
                        || header.getJWKURL()
                                .toString()
                                .equals(app.registration().keysAt()));
    }

    private boolean isInTime(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        Instant now = clock.instant();
        return expires != null
                && issued != null
                && claims.getJWTID() != null
                && claims.getJWTID().length() <= Assertions.LONGEST_ID
                && expires.toInstant().plus(SKEW).isAfter(now)
                && !issued.toInstant().isAfter(now.plus(SKEW))
                && !expires.toInstant().isAfter(now.plus(LONGEST).plus(SKEW));
    }

    private boolean isSigned(App app, SignedJWT signed) throws JOSEException {
        for (PublicKey key : keys.select(app, signed.getHeader())) {
            if (signed.verify(new DefaultJWSVerifierFactory().createJWSVerifier(signed.getHeader(), key))) {
                return true;
            }
        }
        return false;
    }

    private static Failed unknown() {
        return new Failed(new Failure.Unauthenticated("The token is of nobody who is known here, or was used before."));
    }
}
