package org.throughline.login.factor;

/**
 * Bytes as authenticator apps take them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-6">RFC 4648, 6</a>
 */
final class Base32 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    /** @param bytes a multiple of five, so that no padding is needed */
    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        long bits = 0;
        int count = 0;
        for (byte each : bytes) {
            bits = (bits << 8 | (each & 0xff)) & 0xffff;
            for (count += 8; count >= 5; count -= 5) {
                text.append(LETTERS.charAt((int) (bits >> (count - 5)) & 31));
            }
        }
        return text.toString();
    }
}
