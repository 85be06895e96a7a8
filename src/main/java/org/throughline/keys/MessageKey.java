package org.throughline.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The key with which the installation proves to others who it is: {@code message-key.json} of the data folder (ES384).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html">SMART, asymmetric keys</a>
 */
public final class MessageKey {
    private static final Duration VALID = Duration.ofMinutes(4);

    private final ECKey key;

    private MessageKey(ECKey key) {
        this.key = key;
    }

    /**
     * The key of a data folder, made when there is none.
     *
     * @throws Failed with {@link Failure.Unavailable} when the folder or the file cannot be used
     */
    public static MessageKey of(Path dataFolder) {
        Path file = dataFolder.resolve("message-key.json");
        try {
            return new MessageKey(ECKey.parse(new String(SecretFile.loadOrCreate(file, MessageKey::made), UTF_8)));
        } catch (IOException | ParseException e) {
            throw new Failed(new Failure.Unavailable("The key " + file + " cannot be read or made."), e);
        }
    }

    private static byte[] made() {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_384)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES384)
                    .keyIDFromThumbprint(true)
                    .generate();
            return key.toJSONString().getBytes(UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes P-384 keys", e);
        }
    }

    /** The public half, as a JWK Set for others to check with. */
    public String published() {
        return new JWKSet(key.toPublicJWK()).toString(true);
    }

    /**
     * What proves to a token endpoint who asks, for a few minutes and once.
     *
     * @param client as whom the installation is registered there
     * @param audience the address of the endpoint
     */
    public String assertion(String client, String audience, Instant now) {
        return assertion(client, audience, null, now);
    }

    /**
     * As {@link #assertion(String, String, Instant)}.
     *
     * @param keys where the other end finds the public half; null when it has it
     */
    public String assertion(String client, String audience, @Nullable URI keys, Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(now.plus(VALID)))
                .build();
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .jwkURL(keys)
                        .build(),
                claims);
        try {
            signed.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the message key is of the wrong kind", e);
        }
        return signed.serialize();
    }
}
