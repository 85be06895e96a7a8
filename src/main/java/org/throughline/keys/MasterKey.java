package org.throughline.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Keeps secrets that must lie in the database readable for the product only: who has a copy of the database, but not the
 * file {@code master-key} of the data folder, can make nothing of them. AES-256-GCM; HMAC-SHA-256 for what is only to be
 * recognized. All processes of an installation share the file.
 */
public final class MasterKey {
    private static final byte FORM = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey wrapping;
    private final SecretKey recognizing;
    private final SecureRandom random;

    /** @param key 32 random bytes */
    public MasterKey(byte[] key, SecureRandom random) {
        this.wrapping = derived(key, "wrap", "AES");
        this.recognizing = derived(key, "recognize", "HmacSHA256");
        this.random = random;
    }

    /**
     * The key of a data folder, made when there is none.
     *
     * @throws Failed with {@link Failure.Unavailable} when the folder or the file cannot be used
     */
    public static MasterKey of(Path dataFolder, SecureRandom random) {
        Path file = dataFolder.resolve("master-key");
        try {
            return new MasterKey(SecretFile.loadOrCreate(file, () -> bytes(random, KEY_BYTES)), random);
        } catch (IOException e) {
            throw new Failed(new Failure.Unavailable("The key " + file + " cannot be read or made."), e);
        }
    }

    /**
     * A secret in the form to keep.
     *
     * @param what names what it is of; only under the same name can it be unwrapped, so none passes for another
     */
    public byte[] wrap(byte[] secret, String what) {
        byte[] nonce = bytes(random, NONCE_BYTES);
        try {
            byte[] locked = cipher(Cipher.ENCRYPT_MODE, nonce, what).doFinal(secret);
            byte[] wrapped = Arrays.copyOf(new byte[] {FORM}, 1 + NONCE_BYTES + locked.length);
            System.arraycopy(nonce, 0, wrapped, 1, NONCE_BYTES);
            System.arraycopy(locked, 0, wrapped, 1 + NONCE_BYTES, locked.length);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /**
     * The secret that was wrapped.
     *
     * @throws Failed with {@link Failure.Unavailable} when it was wrapped with another key or under another name
     */
    public byte[] unwrap(byte[] wrapped, String what) {
        try {
            if (wrapped.length <= 1 + NONCE_BYTES || wrapped[0] != FORM) {
                throw notOurs(null);
            }
            byte[] nonce = Arrays.copyOfRange(wrapped, 1, 1 + NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, what)
                    .doFinal(wrapped, 1 + NONCE_BYTES, wrapped.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw notOurs(e);
        }
    }

    /** By what a text can be recognized that is not kept: 32 bytes that nobody without the key can compute. */
    public byte[] mark(String what, String text) {
        try {
            Mac mac = Mac.getInstance(recognizing.getAlgorithm());
            mac.init(recognizing);
            mac.update(what.getBytes(UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String what) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(what.getBytes(UTF_8));
        return cipher;
    }

    private static SecretKey derived(byte[] key, String use, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key)
                                    .thenExpand(("throughline " + use).getBytes(UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HKDF", e);
        }
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Failed notOurs(@Nullable Exception cause) {
        Failure failure = new Failure.Unavailable(
                "A secret in the database cannot be read: the file master-key of the data folder is another one than it"
                        + " was kept with.");
        return cause == null ? new Failed(failure) : new Failed(failure, cause);
    }
}
