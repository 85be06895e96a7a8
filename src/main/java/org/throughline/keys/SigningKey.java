package org.throughline.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The keys of the installation that sign: {@code signing-key.json} of the data folder signs tokens (ES256), and
 * {@code id-token-key.json} tells apps who a person is (RS256, which every app can check). Each is kept as a JSON Web
 * Key. Whoever can read these files can make tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517">JSON Web Key</a>
 */
public final class SigningKey {
    private static final int RSA_BITS = 3072;

    private SigningKey() {}

    /**
     * The key of a data folder, made when there is none.
     *
     * @throws Failed with {@link Failure.Unavailable} when the folder or the file cannot be used
     */
    public static ECKey of(Path dataFolder) {
        Path file = dataFolder.resolve("signing-key.json");
        try {
            return ECKey.parse(new String(SecretFile.loadOrCreate(file, SigningKey::made), UTF_8));
        } catch (IOException | ParseException e) {
            throw new Failed(new Failure.Unavailable("The signing key " + file + " cannot be read or made."), e);
        }
    }

    /**
     * The key for id tokens, made when there is none, which takes a moment.
     *
     * @throws Failed as {@link #of}
     */
    public static RSAKey forIdTokens(Path dataFolder) {
        Path file = dataFolder.resolve("id-token-key.json");
        try {
            return RSAKey.parse(new String(SecretFile.loadOrCreate(file, SigningKey::madeForIdTokens), UTF_8));
        } catch (IOException | ParseException e) {
            throw new Failed(new Failure.Unavailable("The signing key " + file + " cannot be read or made."), e);
        }
    }

    private static byte[] madeForIdTokens() {
        try {
            RSAKey key = new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
            return key.toJSONString().getBytes(UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    private static byte[] made() {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            return key.toJSONString().getBytes(UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        }
    }
}
