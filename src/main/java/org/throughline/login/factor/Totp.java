package org.throughline.login.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an authenticator app: six digits that change every half minute.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">TOTP</a>
 */
final class Totp {
    static final int SECRET_BYTES = 20;

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int DIGITS = 6;

    /** How many steps a phone's clock may be ahead or behind. */
    private static final int DRIFT = 1;

    private Totp() {}

    /**
     * The time step whose code this is.
     *
     * @param after the step of the last code that was taken: no code is taken twice
     * @return nothing when it is not the code of a step about now
     */
    static OptionalLong step(byte[] secret, String code, Instant now, long after) {
        long present = now.getEpochSecond() / STEP.toSeconds();
        OptionalLong found = OptionalLong.empty();
        for (long step = present - DRIFT; step <= present + DRIFT; step++) {
            if (step > after && code.equals(code(secret, step))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static String code(byte[] secret, long step) {
        TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(STEP, DIGITS);
        try {
            return String.format(
                    "%06d",
                    generator.generateOneTimePassword(
                            new SecretKeySpec(secret, generator.getAlgorithm()),
                            Instant.ofEpochSecond(step * STEP.toSeconds())));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Any bytes are a key of HMAC", e);
        }
    }
}
