package org.throughline.clinic;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;

/** Codes as an authenticator app shows them. */
public final class AppCodes {
    private AppCodes() {}

    /** The code at a time from now on, for a secret in base 32. */
    public static String of(String secret, Duration later) {
        try {
            TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(bytes(secret), generator.getAlgorithm()),
                    Instant.now().plus(later));
        } catch (java.security.InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long bits = 0;
        int count = 0;
        for (int i = 0; i < base32.length(); i++) {
            bits = bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            count += 5;
            if (count >= 8) {
                count -= 8;
                bytes.write((int) (bits >> count) & 0xff);
            }
        }
        return bytes.toByteArray();
    }
}
