package org.throughline.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The keys with which the installation proves to FHIR servers of others that it is the client registered there:
 * {@code client-keys.json} of the data folder. There is one of either kind that SMART knows (ES384, RS384), since a server
 * need take one of them only. They are made when they are needed first, which takes a moment.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html">SMART, asymmetric keys</a>
 */
public final class ClientKeys {
    private static final int RSA_BITS = 3072;

    /** Servers refuse what is valid for more than five minutes. */
    private static final Duration VALID = Duration.ofMinutes(4);

    private final Path file;
    private @Nullable JWKSet keys;

    /** The keys of a data folder. */
    public ClientKeys(Path dataFolder) {
        this.file = dataFolder.resolve("client-keys.json");
    }

    /**
     * The public halves, as a JWK Set for others to check with.
     *
     * @throws Failed with {@link Failure.Unavailable} when the file cannot be read or made
     */
    public String published() {
        return keys().toPublicJWKSet().toString(true);
    }

    /**
     * What proves to a token endpoint who asks, for a few minutes and once.
     *
     * @param client as whom the installation is registered there
     * @param audience the address of the endpoint
     * @param taken the algorithms that it says it takes; none when it does not say
     */
    public String assertion(String client, String audience, Collection<String> taken, Instant now) {
        JWK key = key(taken);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)))
                .build();
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(key.getAlgorithm().getName()))
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            signed.sign(signer(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a client key is of the wrong kind", e);
        }
        return signed.serialize();
    }

    /** Who does not say what it takes has been taking RSA for longest. */
    private JWK key(Collection<String> taken) {
        boolean curve = taken.contains(JWSAlgorithm.ES384.getName());
        return keys().getKeys().stream()
                .filter(key -> (key instanceof ECKey) == curve)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a client key is missing"));
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        return key instanceof ECKey curve ? new ECDSASigner(curve) : new RSASSASigner((RSAKey) key);
    }

    private synchronized JWKSet keys() {
        JWKSet known = keys;
        if (known == null) {
            try {
                known = JWKSet.parse(new String(SecretFile.loadOrCreate(file, ClientKeys::made), UTF_8));
            } catch (IOException | ParseException e) {
                throw new Failed(new Failure.Unavailable("The keys " + file + " cannot be read or made."), e);
            }
            keys = known;
        }
        return known;
    }

    private static byte[] made() {
        try {
            ECKey curve = new ECKeyGenerator(Curve.P_384)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES384)
                    .keyIDFromThumbprint(true)
                    .generate();
            RSAKey rsa = new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS384)
                    .keyIDFromThumbprint(true)
                    .generate();
            return new JWKSet(List.of(curve, rsa)).toString(false).getBytes(UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes such keys", e);
        }
    }
}
