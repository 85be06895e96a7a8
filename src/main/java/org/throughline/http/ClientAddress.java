package org.throughline.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where a request comes from. */
record ClientAddress(InetAddress address) {
    private static final int SUBSCRIBER_BYTES = 8;

    String text() {
        return address.getHostAddress();
    }

    /** What one subscriber has: an IPv4 address, or the 2⁶⁴ IPv6 addresses that begin alike. */
    String subscriber() {
        if (!(address instanceof Inet6Address)) {
            return text();
        }
        try {
            byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), SUBSCRIBER_BYTES), 16);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }
}
