package org.throughline.login.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** What an app signs to prove who it is; each part can be made wrong. */
public record Assertion(
        String clientId, List<String> audience, String id, Instant expires, JWK key, JWSAlgorithm algorithm) {
    static final ECKey EC = ec("ec-1");
    static final RSAKey RSA = rsa("rsa-1");
    public static final String PUBLIC_KEYS = new JWKSet(List.<JWK>of(EC, RSA)).toString(true);

    public static Assertion of(String clientId, String tokenEndpoint) {
        return new Assertion(
                clientId,
                List.of(tokenEndpoint),
                UUID.randomUUID().toString(),
                Instant.now().plusSeconds(240),
                EC,
                JWSAlgorithm.ES384);
    }

    static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_384).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Assertion to(String... audiences) {
        return new Assertion(clientId, List.of(audiences), id, expires, key, algorithm);
    }

    public Assertion until(Instant when) {
        return new Assertion(clientId, audience, id, when, key, algorithm);
    }

    Assertion by(JWK signer, JWSAlgorithm with) {
        return new Assertion(clientId, audience, id, expires, signer, with);
    }

    public String signed() {
        try {
            JWSSigner signer = key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner((RSAKey) key);
            JWSHeader header = new JWSHeader.Builder(algorithm)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims());
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(audience)
                .jwtID(id)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(expires))
                .build();
    }

    /** The fields of a form that carry it. */
    String form() {
        return form(signed());
    }

    static String form(String jwt) {
        return "client_assertion_type="
                + URLEncoder.encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&client_assertion=" + jwt;
    }
}
