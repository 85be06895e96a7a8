package org.throughline.database.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import org.throughline.keys.SecretFile;

/**
 * What a backup is encrypted with: 160 random bits, written so that a person can copy them. It lies in the data folder, so
 * that backups can be taken by themselves, and is in no backup: whoever is to restore one on another machine must have kept
 * it elsewhere.
 *
 * @param text {@code K7QM-…}; how it is grouped and in which case does not matter
 */
public record Passphrase(String text) {
    /** Without what could be taken for something else. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final String FILE = "backup-passphrase";
    private static final int LENGTH = 32;
    private static final int GROUP = 4;

    public Passphrase {
        text = text.strip();
    }

    /** That of a data folder, made when there is none. */
    public static Passphrase of(Path dataFolder, SecureRandom random) throws IOException {
        byte[] kept = SecretFile.loadOrCreate(
                dataFolder.resolve(FILE), () -> next(random).text().getBytes(US_ASCII));
        return new Passphrase(new String(kept, US_ASCII));
    }

    private static Passphrase next(SecureRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(i > 0 && i % GROUP == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new Passphrase(text.toString());
    }

    /** As it is used: hyphens and blanks are there for the reader only. */
    char[] characters() {
        return text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT).toCharArray();
    }

    @Override
    public String toString() {
        return "Passphrase[…]";
    }
}
