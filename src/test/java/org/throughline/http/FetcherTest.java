package org.throughline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.http.Fetcher.Fetched;
import org.throughline.kernel.Failed;

class FetcherTest {
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.start(HttpSettings.loopback(0), FetcherTest::answer, status -> Answer.of(status));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer answer(Request request) {
        CALLS.incrementAndGet();
        return switch (request.path()) {
            case "/kept" ->
                Answer.of(200, "application/json", "{}").with("Cache-Control", "public, max-age=60, must-revalidate");
            case "/not-kept" -> Answer.of(200, "application/json", "{}").with("Cache-Control", "no-store");
            case "/large" -> Answer.of(200, "application/json", "x".repeat(1000));
            case "/elsewhere" -> Answer.redirect("/kept");
            case "/plain" -> Answer.of(200, "application/json", "{}");
            default -> Answer.of(404);
        };
    }

    private static URI at(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }

    @Test
    void aDocumentComesWithHowLongItMayBeKept() {
        try (Fetcher fetcher = new Fetcher(true)) {
            Fetched kept = fetcher.get(at("/kept"), "application/json", 100);
            assertArrayEquals("{}".getBytes(UTF_8), kept.content());
            assertEquals(Duration.ofMinutes(1), kept.maxAge());
            assertEquals(
                    Duration.ZERO,
                    fetcher.get(at("/not-kept"), "application/json", 100).maxAge());
            assertEquals(
                    Duration.ZERO,
                    fetcher.get(at("/plain"), "application/json", 100).maxAge(),
                    "our own server says that nothing is to be kept unless a handler says otherwise");
        }
    }

    @Test
    void whatIsTooLargeOrElsewhereIsNotFetched() {
        try (Fetcher fetcher = new Fetcher(true)) {
            assertThrows(Failed.class, () -> fetcher.get(at("/large"), "application/json", 999));
            assertThrows(Failed.class, () -> fetcher.get(at("/elsewhere"), "application/json", 100));
            assertThrows(Failed.class, () -> fetcher.get(at("/nothing"), "application/json", 100));
        }
    }

    @Test
    void nothingOfThePrivateNetworkIsReached() {
        int before = CALLS.get();
        try (Fetcher fetcher = new Fetcher(false)) {
            for (String host :
                    new String[] {"localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"}) {
                URI address = URI.create("https://" + host + ":" + server.port() + "/kept");
                assertThrows(Failed.class, () -> fetcher.get(address, "application/json", 100), host);
            }
            assertThrows(Failed.class, () -> fetcher.get(at("/kept"), "application/json", 100));
        }
        assertEquals(before, CALLS.get());
    }

    /** A name that stands for a public address when it is looked at, and for one of ours when it is connected to. */
    @Test
    void aNameThatChangesItsMeaningGainsNothing() throws IOException {
        InetAddress ours = InetAddress.getLoopbackAddress();
        InetAddress world = InetAddress.getByName("3ffe::1"); // public by its form, and nobody's
        AtomicInteger asked = new AtomicInteger();
        int before = CALLS.get();
        URI address = URI.create("https://rebinding.example:" + server.port() + "/kept");
        try (Fetcher fetcher =
                new Fetcher(false, host -> new InetAddress[] {asked.getAndIncrement() == 0 ? world : ours})) {
            assertThrows(Failed.class, () -> fetcher.get(address, "application/json", 100));
            assertEquals(1, asked.get(), "asked once, and the connection goes to what was said");
            assertThrows(Failed.class, () -> fetcher.get(address, "application/json", 100));
            assertEquals(2, asked.get(), "nor is what was said before believed");
        }
        try (Fetcher fetcher = new Fetcher(false, host -> new InetAddress[] {world, ours})) {
            assertThrows(Failed.class, () -> fetcher.get(address, "application/json", 100), "one of two is ours");
        }
        assertEquals(before, CALLS.get(), "nothing of ours was reached");
    }

    @Test
    void theConnectionGoesToTheAddressThatWasLookedAt() {
        AtomicInteger asked = new AtomicInteger();
        try (Fetcher fetcher = new Fetcher(true, host -> {
            asked.incrementAndGet();
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        })) {
            URI address = URI.create("http://no-such-name.invalid:" + server.port() + "/kept");
            assertArrayEquals(
                    "{}".getBytes(UTF_8),
                    fetcher.get(address, "application/json", 100).content());
            assertEquals(1, asked.get(), "no other resolver was asked");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:db8::1",
                "2001::1"
            })
    void specialAddressesAreNotPublic(String address) throws UnknownHostException {
        assertFalse(PublicAddresses.contain(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.128.0.1", "172.32.0.1", "198.20.0.1", "223.255.255.1", "2606:4700::1111"})
    void othersArePublic(String address) throws UnknownHostException {
        assertTrue(PublicAddresses.contain(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://a.org/k", "ftp://a.org/k", "file:///etc/passwd", "https:///k", "https://u@a.org/k", "/k"
            })
    void onlyTheWebsOwnAddressesAreAllowed(String address) {
        try (Fetcher fetcher = new Fetcher(false)) {
            assertFalse(fetcher.allows(URI.create(address)));
        }
    }
}
