package org.throughline.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from those of a machine itself, of a private network, of a cloud's own services
 * and of nobody.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, special-purpose addresses</a>
 */
final class PublicAddresses {
    private static final List<Network> SPECIAL_4 = List.of(
            block(8, 0),
            block(8, 10),
            block(10, 100, 64),
            block(8, 127),
            block(16, 169, 254),
            block(12, 172, 16),
            block(24, 192, 0, 0),
            block(24, 192, 0, 2),
            block(24, 192, 88, 99),
            block(16, 192, 168),
            block(15, 198, 18),
            block(24, 198, 51, 100),
            block(24, 203, 0, 113),
            block(4, 224),
            block(4, 240));

    /** What is assigned at all, but for the parts that are for protocols, for examples, or that carry IPv4 addresses. */
    private static final Network GLOBAL_6 = block(3, 0x20);

    private static final List<Network> SPECIAL_6 = List.of(
            block(23, 0x20, 0x01, 0x00),
            block(32, 0x20, 0x01, 0x0d, 0xb8),
            block(16, 0x20, 0x02),
            block(20, 0x3f, 0xff));

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? SPECIAL_4.stream().noneMatch(block -> block.contains(bytes))
                : GLOBAL_6.contains(bytes) && SPECIAL_6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static Network block(int bits, int... first) {
        byte[] bytes = new byte[(bits + 7) / 8];
        for (int i = 0; i < first.length && i < bytes.length; i++) {
            bytes[i] = (byte) first[i];
        }
        return new Network(bytes, bits);
    }
}
