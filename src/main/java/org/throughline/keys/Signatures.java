package org.throughline.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import java.util.Optional;

/**
 * Signs texts with the installation's key (ES256), so that whoever knows the public key can tell that they are ours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515">JSON Web Signature</a>
 */
public final class Signatures {
    private final ECKey key;

    public Signatures(ECKey key) {
        this.key = key;
    }

    /** The text with its signature, in the compact form. */
    public String sign(String text) {
        JWSObject signed = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), new Payload(text));
        try {
            signed.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key is of the wrong kind", e);
        }
        return signed.serialize();
    }

    /** The text that was signed; empty when the signature is not ours or does not fit. */
    public Optional<String> open(String signature) {
        try {
            JWSObject signed = JWSObject.parse(signature);
            boolean ours = JWSAlgorithm.ES256.equals(signed.getHeader().getAlgorithm())
                    && signed.verify(new ECDSAVerifier(key.toPublicJWK()));
            return ours ? Optional.of(signed.getPayload().toString()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
