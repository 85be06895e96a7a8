package org.throughline.login.smart.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import org.throughline.kernel.Digest;

/** Makes what nobody can guess: handles, codes, tokens, secrets of apps. */
public final class Secrets {
    private static final int BYTES = 32;
    private static final int NAME_BYTES = 16;

    private final SecureRandom random;

    public Secrets(SecureRandom random) {
        this.random = random;
    }

    /** 256 random bits as base64url. */
    public String next() {
        return next(BYTES);
    }

    /** 128 random bits as base64url: for names that need only be unique. */
    String name() {
        return next(NAME_BYTES);
    }

    private String next(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of one. */
    public static byte[] digest(String secret) {
        return Digest.sha256(secret.getBytes(UTF_8));
    }
}
