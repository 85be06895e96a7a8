package org.throughline.network.locate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.throughline.matching.Clues;
import org.throughline.matching.Demographics;

/** The pseudonymous keys under which a patient is found: what they are found by, hashed with the secret of the members. Pure. */
final class Keys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;

    private Keys() {}

    /** Each 32 hexadecimal digits, sorted; none where too little is known. */
    static List<String> of(Demographics told, byte[] secret) {
        Mac mac = mac(secret);
        return Clues.of(told).stream()
                .map(word -> HexFormat.of()
                        .formatHex(mac.doFinal(word.getBytes(UTF_8)))
                        .substring(0, LENGTH))
                .sorted()
                .toList();
    }

    private static Mac mac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
