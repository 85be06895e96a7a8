package org.throughline.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses that begin with the same bits, as {@code 10.0.0.0/8} writes them.
 *
 * @param first bytes of the first address; those past the bits may be missing
 */
record Network(byte[] first, int bits) {

    /** Reads an address, or the first one and the number of bits; empty when it is neither. */
    static Optional<Network> parse(String text) {
        try {
            int slash = text.indexOf('/');
            byte[] first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int bits = slash < 0 ? first.length * 8 : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > first.length * 8 ? Optional.empty() : Optional.of(new Network(first, bits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean contains(byte[] address) {
        int whole = bits / 8;
        int rest = bits % 8;
        return address.length >= (bits + 7) / 8
                && Arrays.equals(first, 0, whole, address, 0, whole)
                && (rest == 0 || (first[whole] ^ address[whole]) >> (8 - rest) == 0);
    }
}
