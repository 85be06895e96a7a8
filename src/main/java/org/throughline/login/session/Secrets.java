package org.throughline.login.session;

import java.security.SecureRandom;
import java.util.Base64;

/** Random texts that only one browser is to know. */
final class Secrets {
    private static final int BYTES = 32;

    /** The length of each. */
    static final int LENGTH = 43;

    private Secrets() {}

    static String next(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
