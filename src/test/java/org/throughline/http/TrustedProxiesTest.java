package org.throughline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.kernel.Failed;

/** Where requests come from, as proxies say and as others make up. */
class TrustedProxiesTest {
    private static final TrustedProxies OURS = TrustedProxies.parse("10.0.0.0/8, 192.0.2.7,fd00::/8");

    private static String client(TrustedProxies proxies, String peer, Map<String, List<String>> headers) {
        return proxies.client(InetAddress.ofLiteral(peer), name -> headers.getOrDefault(name, List.of()))
                .text();
    }

    private static String list(String peer, String... values) {
        return client(OURS, peer, Map.of("X-Forwarded-For", List.of(values)));
    }

    private static String forwarded(String peer, String... values) {
        return client(OURS, peer, Map.of("Forwarded", List.of(values)));
    }

    @Test
    void aHeaderCountsOnlyFromAProxyOfOurs() {
        assertEquals("203.0.113.9", list("203.0.113.9", "198.51.100.1"), "made up");
        assertEquals("198.51.100.1", list("10.1.2.3", "198.51.100.1"));
        assertEquals("198.51.100.1", list("192.0.2.7", "198.51.100.1"));
        assertEquals("192.0.2.8", list("192.0.2.8", "198.51.100.1"), "the neighbour of a proxy");
        assertEquals("11.0.0.1", list("11.0.0.1", "198.51.100.1"));
        assertEquals("10.1.2.3", client(TrustedProxies.NONE, "10.1.2.3", Map.of("Forwarded", List.of("for=1.1.1.1"))));
    }

    @Test
    void whatStoodThereBeforeTheProxyWroteIsNotBelieved() {
        assertEquals("198.51.100.1", list("10.1.2.3", "1.1.1.1, 198.51.100.1"));
        assertEquals("198.51.100.1", list("10.1.2.3", "1.1.1.1", "198.51.100.1"));
        assertEquals("198.51.100.1", list("10.1.2.3", "1.1.1.1, 198.51.100.1, 10.9.9.9"), "two proxies of ours");
        assertEquals("198.51.100.1", forwarded("10.1.2.3", "for=1.1.1.1, for=198.51.100.1;proto=https"));
    }

    @Test
    void bothHeadersMustSayTheSame() {
        Map<String, List<String>> mixed =
                Map.of("X-Forwarded-For", List.of("198.51.100.1"), "Forwarded", List.of("for=1.1.1.1"));
        assertEquals("10.1.2.3", client(OURS, "10.1.2.3", mixed));
        Map<String, List<String>> same =
                Map.of("X-Forwarded-For", List.of("198.51.100.1"), "Forwarded", List.of("for=198.51.100.1"));
        assertEquals("198.51.100.1", client(OURS, "10.1.2.3", same));
    }

    @ParameterizedTest
    @CsvSource({
        "'for=198.51.100.1:4711', 198.51.100.1",
        "'For=\"[2001:db8::1]:4711\"', 2001:db8:0:0:0:0:0:1",
        "'by=10.0.0.1;for=\"198.51.100.1\"', 198.51.100.1",
        "'for=_hidden', 10.1.2.3",
        "'for=unknown', 10.1.2.3",
        "'for=\"x\nfor=1.1.1.1\"', 10.1.2.3",
        "'proto=https', 10.1.2.3"
    })
    void forwardedIsReadAsItIsDefined(String value, String expected) {
        assertEquals(expected, forwarded("10.1.2.3", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "1.2.3.4.5", "999.1.1.1", "", "1.1.1.1; rm", "::1::", "fe80::1%eth0", "[::1"})
    void whatIsNoAddressIsNotLookedUp(String value) {
        assertEquals("10.1.2.3", list("10.1.2.3", value));
    }

    @Test
    void oneSubscriberHasManyAddresses() {
        ClientAddress one = new ClientAddress(InetAddress.ofLiteral("2001:db8:1:2:3::1"));
        ClientAddress other = new ClientAddress(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"));
        ClientAddress next = new ClientAddress(InetAddress.ofLiteral("2001:db8:1:3::1"));
        assertEquals(one.subscriber(), other.subscriber());
        assertEquals("2001:db8:1:3:0:0:0:0/64", next.subscriber());
        assertEquals("198.51.100.1", new ClientAddress(InetAddress.ofLiteral("::ffff:198.51.100.1")).subscriber());
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "300.1.1.1"})
    void aSettingThatIsNoAddressIsRefused(String setting) {
        assertThrows(Failed.class, () -> TrustedProxies.parse(setting));
    }
}
