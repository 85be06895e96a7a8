package org.throughline.login.smart.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.grant.Grant;

/**
 * Tells an app who the person is, signed with RS256, which every app can check.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect, id token</a>
 */
final class IdTokens {
    private static final Duration VALID = Duration.ofMinutes(10);

    private final Endpoints endpoints;
    private final Supplier<RSAKey> key;

    IdTokens(Endpoints endpoints, Supplier<RSAKey> key) {
        this.endpoints = endpoints;
        this.key = key;
    }

    /** The keys by which others check them. */
    JWKSet publicKeys() {
        return new JWKSet(key.get().toPublicJWK());
    }

    /** An id token for whom the grant is of. */
    SignedJWT issue(Grant grant, Instant now) {
        IDTokenClaimsSet claims = new IDTokenClaimsSet(
                new Issuer(endpoints.issuer()),
                subject(grant.account()),
                new Audience(grant.app().clientId()).toSingleAudienceList(),
                Date.from(now.plus(VALID)),
                Date.from(now));
        claims.setAuthenticationTime(Date.from(grant.loggedIn()));
        if (grant.nonce() != null) {
            claims.setNonce(new Nonce(grant.nonce()));
        }
        if (grant.fhirUser() != null && grant.scopes().has(ScopeList.FHIR_USER)) {
            claims.setClaim("fhirUser", endpoints.fhir() + "/" + grant.fhirUser());
        }
        if (grant.scopes().has(ScopeList.PROFILE)) {
            claims.setClaim("name", grant.who());
        }
        return signed(claims);
    }

    /** Stands for an account towards apps. */
    static Subject subject(long account) {
        return new Subject("account-" + account);
    }

    private SignedJWT signed(IDTokenClaimsSet claims) {
        RSAKey signing = key.get();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(signing.getKeyID())
                .build();
        try {
            SignedJWT token = new SignedJWT(header, claims.toJWTClaimsSet());
            token.sign(new RSASSASigner(signing));
            return token;
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("the signing key is of the wrong kind", e);
        }
    }
}
