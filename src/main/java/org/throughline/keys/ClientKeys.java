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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The keys with which the installation proves to FHIR servers of others that it is the client registered there:
 * {@code client-keys.json} of the data folder. They come in pairs, one of either kind that SMART knows (ES384, RS384), since a server
 * need take one of them only. The first pair is made when it is needed, which takes a moment; a further one when a key is to be
 * renewed for a server, and all are published until no server is shown the older ones any more.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html">SMART, asymmetric keys</a>
 */
public final class ClientKeys {
    private static final int RSA_BITS = 3072;

    /** Servers refuse what is valid for more than five minutes. */
    private static final Duration VALID = Duration.ofMinutes(4);

    private final Path file;

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
        return read().toPublicJWKSet().toString(true);
    }

    /** The names of the pairs, the oldest first. */
    public List<String> names() {
        return curves(read()).map(JWK::getKeyID).toList();
    }

    /**
     * Makes another pair beside those that are there.
     *
     * @return its name
     */
    public synchronized String renew() {
        List<JWK> all = new ArrayList<>(read().getKeys());
        List<JWK> pair = pair();
        all.addAll(pair);
        write(all);
        return pair.getFirst().getKeyID();
    }

    /** Gives up the pairs that are not named; the newest stays in any case. */
    public synchronized void keep(Set<String> names) {
        List<JWK> all = read().getKeys();
        List<JWK> kept = new ArrayList<>();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            if (names.contains(all.get(i).getKeyID()) || i + 2 >= all.size()) {
                kept.addAll(all.subList(i, i + 2));
            }
        }
        if (kept.size() < all.size()) {
            write(kept);
        }
    }

    /**
     * What proves to a token endpoint who asks, for a few minutes and once.
     *
     * @param name of the pair; the oldest when there is none of that name
     * @param client as whom the installation is registered there
     * @param audience the address of the endpoint
     * @param taken the algorithms that it says it takes; none when it does not say
     */
    public String assertion(String name, String client, String audience, Collection<String> taken, Instant now) {
        JWK key = key(name, taken);
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
    private JWK key(String name, Collection<String> taken) {
        List<JWK> all = read().getKeys();
        int first = 0;
        for (int i = 0; i < all.size(); i += 2) {
            first = all.get(i).getKeyID().equals(name) ? i : first;
        }
        return all.get(taken.contains(JWSAlgorithm.ES384.getName()) ? first : first + 1);
    }

    private static Stream<JWK> curves(JWKSet keys) {
        return keys.getKeys().stream().filter(ECKey.class::isInstance);
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        return key instanceof ECKey curve ? new ECDSASigner(curve) : new RSASSASigner((RSAKey) key);
    }

    /** Read each time: another process may have made a pair. */
    private JWKSet read() {
        try {
            return JWKSet.parse(new String(SecretFile.loadOrCreate(file, () -> bytes(pair())), UTF_8));
        } catch (IOException | ParseException e) {
            throw new Failed(new Failure.Unavailable("The keys " + file + " cannot be read or made."), e);
        }
    }

    private void write(List<JWK> keys) {
        try {
            SecretFile.replace(file, bytes(keys));
        } catch (IOException e) {
            throw new Failed(new Failure.Unavailable("The keys " + file + " cannot be written."), e);
        }
    }

    private static byte[] bytes(List<JWK> keys) {
        return new JWKSet(keys).toString(false).getBytes(UTF_8);
    }

    private static List<JWK> pair() {
        try {
            return List.of(
                    new ECKeyGenerator(Curve.P_384)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES384)
                            .keyIDFromThumbprint(true)
                            .generate(),
                    new RSAKeyGenerator(RSA_BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS384)
                            .keyIDFromThumbprint(true)
                            .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes such keys", e);
        }
    }
}
