package org.throughline.login.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as they are kept: Argon2id with 19 MiB and two passes, in the PHC string format, so that the cost can be
 * raised later without touching what is there. Only a few are computed at once, others wait: so a crowd at the door
 * costs time, and not all memory.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">Argon2</a>
 */
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=1\\$([^$]+)\\$([^$]+)");

    /** Easy to tell apart when read aloud or typed. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int AT_ONCE = 4;

    private final SecureRandom random;
    private final Cost cost;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** @param cost of those that are kept from now on */
    public Passwords(SecureRandom random, Cost cost) {
        this.random = random;
        this.cost = cost;
    }

    /** What trying a password costs whoever tries it. */
    public record Cost(int memoryKib, int passes) {
        public static final Cost DEFAULT = new Cost(19 * 1024, 2);
    }

    /** What to keep of a password. */
    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = argon2(password, salt, cost.memoryKib(), cost.passes(), HASH_BYTES);
        return kept(base64(salt), base64(hash));
    }

    /** In the form of a kept password, and nobody's: trying it takes as long as trying another. */
    String nobodys() {
        return kept("A".repeat(22), "A".repeat(43));
    }

    private String kept(String salt, String hash) {
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=1$" + salt + "$" + hash;
    }

    /** Whether this is the password of which {@code kept} was kept; takes equally long either way. */
    boolean matches(String password, String kept) {
        Matcher form = FORM.matcher(kept);
        if (!form.matches()) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(form.group(4));
        byte[] actual = argon2(
                password,
                Base64.getDecoder().decode(form.group(3)),
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    /** A new password of about 99 bits, in groups: {@code k7mqe-…}. */
    public String generate() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    private byte[] argon2(String password, byte[] salt, int memory, int passes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        turns.acquireUninterruptibly();
        try {
            generator.generateBytes(password.getBytes(UTF_8), hash);
        } finally {
            turns.release();
        }
        return hash;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
