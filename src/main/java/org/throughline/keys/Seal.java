package org.throughline.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Seals what we hand to a client and want back unchanged, such as where its next page begins: HMAC-SHA-256 cut to 16
 * bytes, then the content, as base64url. The content is not secret, only safe from change.
 */
public final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG = 16;

    private final SecretKeySpec key;

    /** @param key at least 32 random bytes that every process of the installation shares */
    public Seal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public String seal(byte[] content) {
        byte[] sealed = Arrays.copyOf(tag(content), TAG + content.length);
        System.arraycopy(content, 0, sealed, TAG, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * What was sealed.
     *
     * @throws Failed with {@link Failure.Malformed} when it was not sealed with this key or was changed
     */
    public byte[] open(String sealed) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(sealed);
            if (whole.length >= TAG) {
                byte[] content = Arrays.copyOfRange(whole, TAG, whole.length);
                if (MessageDigest.isEqual(Arrays.copyOf(whole, TAG), Arrays.copyOf(tag(content), TAG))) {
                    return content;
                }
            }
        } catch (IllegalArgumentException e) {
            throw forged(e);
        }
        throw forged(null);
    }

    private byte[] tag(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    private static Failed forged(@Nullable Exception cause) {
        Failure failure = new Failure.Malformed("invalid", "", "This link is not one that was given out here.");
        return cause == null ? new Failed(failure) : new Failed(failure, cause);
    }
}
