package org.throughline.http;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param bind the address to listen on, {@code 127.0.0.1} unless the operator says otherwise
 * @param port the port; 0 takes a free one
 * @param tls the certificate to serve with; null serves plain HTTP
 * @param bodyBytesInFlight bytes of all request bodies held at once, over all requests
 * @param https whether browsers reach the server by HTTPS: with that certificate, or through a proxy that has one
 * @param pace how slow a client may be
 * @param proxies whose word counts about where requests come from
 */
public record HttpSettings(
        String bind,
        int port,
        @Nullable Tls tls,
        long bodyBytesInFlight,
        boolean https,
        Pace pace,
        TrustedProxies proxies) {

    /** PEM files: the certificate chain and its unencrypted PKCS#8 private key. */
    public record Tls(Path certificate, Path key) {}

    /**
     * How slow a client may be. One that sends a request byte by byte, or takes an answer so, would hold a connection for
     * ever.
     *
     * @param head from the first byte of a request, or from the opening of a connection, to the end of the headers
     * @param body what a body may take, and for how long an answer may not be taken on, beside one second for each {@code bytesPerSecond}
     * @param bytesPerSecond what a slow line still does
     */
    public record Pace(Duration head, Duration body, int bytesPerSecond) {
        public static final Pace USUAL = new Pace(Duration.ofSeconds(20), Duration.ofSeconds(30), 4096);

        /** How long it may take until so many bytes have come or gone. */
        Duration until(long bytes) {
            return body.plusMillis(bytes * 1000 / bytesPerSecond);
        }
    }

    /** The same, but for the proxies. */
    public HttpSettings behind(TrustedProxies others) {
        return new HttpSettings(bind, port, tls, bodyBytesInFlight, https, pace, others);
    }

    public static HttpSettings loopback(int port) {
        return new HttpSettings("127.0.0.1", port, null, 96L << 20, false, Pace.USUAL, TrustedProxies.NONE);
    }
}
