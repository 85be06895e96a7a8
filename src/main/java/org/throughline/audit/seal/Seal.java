package org.throughline.audit.seal;

import java.time.Instant;
import java.util.HexFormat;

/**
 * One link of the chain.
 *
 * @param number 1, 2, 3 …
 * @param above the first transaction that it may cover
 * @param below the first transaction that it does not cover
 * @param entries how many entries it covers
 * @param digest SHA-256 of the digest before it and the entries, in hexadecimal digits
 */
public record Seal(long number, long above, long below, long entries, Instant at, String digest) {
    /** What comes before the first. */
    static final Seal NONE = new Seal(0, 0, 0, 0, Instant.EPOCH, "00".repeat(32));

    byte[] digestBytes() {
        return HexFormat.of().parseHex(digest);
    }

    /** What is signed. */
    String text() {
        return "seal " + number + " above " + above + " below " + below + " entries " + entries + " at " + at
                + " digest " + digest;
    }
}
