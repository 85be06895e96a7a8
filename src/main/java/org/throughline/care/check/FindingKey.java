package org.throughline.care.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.throughline.safety.answer.Finding;

/**
 * By what a finding is known when it is found again: it changes with the rule's version, the severity, the drugs, and with
 * every fact that the finding rests on.
 */
final class FindingKey {
    private static final int BYTES = 16;

    private FindingKey() {}

    /** The key: 32 hexadecimal digits. */
    static String of(Finding finding) {
        byte[] digest = digest(
                finding.rule(),
                finding.version().digest(),
                finding.severity().name(),
                String.join("\n", finding.drugs()),
                String.join("\n", finding.facts()));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    /** The SHA-256 of some parts. */
    static byte[] digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
