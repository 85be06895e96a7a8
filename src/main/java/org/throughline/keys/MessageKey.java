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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The key with which the installation proves to others who it is: {@code message-key.json} of the data folder (ES384). The file
 * is looked at each time, so that a key that another process renewed is in use here at once.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html">SMART, asymmetric keys</a>
 */
public final class MessageKey {
    private static final Duration VALID = Duration.ofMinutes(4);

    /** Of statements between members of the network, so that none is taken for an assertion to a token endpoint. */
    private static final JOSEObjectType STATEMENT = new JOSEObjectType("throughline+jwt");

    private final Path file;
    private volatile Loaded loaded;

    private record Loaded(ECKey key, FileTime written) {}

    private MessageKey(Path file, Loaded loaded) {
        this.file = file;
        this.loaded = loaded;
    }

    /**
     * The key of a data folder, made when there is none.
     *
     * @throws Failed with {@link Failure.Unavailable} when the folder or the file cannot be used
     */
    public static MessageKey of(Path dataFolder) {
        Path file = dataFolder.resolve("message-key.json");
        return new MessageKey(file, read(file));
    }

    private static Loaded read(Path file) {
        try {
            ECKey key = ECKey.parse(new String(SecretFile.loadOrCreate(file, MessageKey::made), UTF_8));
            return new Loaded(key, Files.getLastModifiedTime(file));
        } catch (IOException | ParseException e) {
            throw new Failed(new Failure.Unavailable("The key " + file + " cannot be read or made."), e);
        }
    }

    private ECKey key() {
        Loaded known = loaded;
        try {
            if (!Files.getLastModifiedTime(file).equals(known.written())) {
                known = read(file);
                loaded = known;
            }
        } catch (IOException e) {
            throw new Failed(new Failure.Unavailable("The key " + file + " cannot be read."), e);
        }
        return known.key();
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
        return new JWKSet(key().toPublicJWK()).toString(true);
    }

    /** The public half, as a JWK. */
    public Map<String, Object> publicKey() {
        return key().toPublicJWK().toJSONObject();
    }

    /**
     * By what others know the public half: its SHA-256 thumbprint.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7638">JSON Web Key Thumbprint</a>
     */
    public String fingerprint() {
        return key().getKeyID();
    }

    /**
     * A new key that is not in use yet. It is on the disk, so that what is told of it can be kept to.
     *
     * @throws Failed with {@link Failure.Unavailable} when it cannot be written
     */
    public Next next() {
        Path draft = file.resolveSibling("message-key.next.json");
        try {
            Files.deleteIfExists(draft);
            return new Next(draft, ECKey.parse(new String(SecretFile.loadOrCreate(draft, MessageKey::made), UTF_8)));
        } catch (IOException | ParseException e) {
            throw new Failed(new Failure.Unavailable("The key " + draft + " cannot be made."), e);
        }
    }

    /** A key that is to take the place of the present one. */
    public final class Next {
        private final Path draft;
        private final ECKey key;

        private Next(Path draft, ECKey key) {
            this.draft = draft;
            this.key = key;
        }

        /** As {@link MessageKey#publicKey()}. */
        public Map<String, Object> publicKey() {
            return key.toPublicJWK().toJSONObject();
        }

        /** As {@link MessageKey#fingerprint()}. */
        public String fingerprint() {
            return key.getKeyID();
        }

        /** From now on it is the key, in all processes on this data folder; the old one is gone. */
        public void use() {
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                loaded = read(file);
            } catch (IOException e) {
                throw new Failed(new Failure.Unavailable("The key " + file + " cannot be replaced."), e);
            }
        }
    }

    /**
     * A statement of the installation to another one, signed.
     *
     * @param claims names and values, of which times are seconds since 1970
     */
    public String statement(Map<String, Object> claims) {
        try {
            return signed(STATEMENT, null, JWTClaimsSet.parse(claims));
        } catch (ParseException e) {
            throw new IllegalArgumentException("claims that are none", e);
        }
    }

    /** Whether a header's type is that of {@link #statement}. */
    public static boolean isStatement(@Nullable JOSEObjectType type) {
        return STATEMENT.equals(type);
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
        return signed(JOSEObjectType.JWT, keys, claims(client, audience, now).build());
    }

    /**
     * As {@link #assertion(String, String, Instant)}.
     *
     * @param extensions what else it says, by the names of UDAP's extensions
     * @see <a href="https://hl7.org/fhir/us/udap-security/b2b.html#constructing-authentication-token">UDAP, B2B</a>
     */
    public String assertionSaying(String client, String audience, Map<String, Object> extensions, Instant now) {
        return signed(
                JOSEObjectType.JWT,
                null,
                claims(client, audience, now).claim("extensions", extensions).build());
    }

    private static JWTClaimsSet.Builder claims(String client, String audience, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)));
    }

    private String signed(JOSEObjectType type, @Nullable URI keys, JWTClaimsSet claims) {
        ECKey present = key();
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .type(type)
                        .keyID(present.getKeyID())
                        .jwkURL(keys)
                        .build(),
                claims);
        try {
            signed.sign(new ECDSASigner(present));
        } catch (JOSEException e) {
            throw new IllegalStateException("the message key is of the wrong kind", e);
        }
        return signed.serialize();
    }
}
