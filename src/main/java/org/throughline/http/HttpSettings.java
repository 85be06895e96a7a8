package org.throughline.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param bind the address to listen on, {@code 127.0.0.1} unless the operator says otherwise
 * @param port the port; 0 takes a free one
 * @param tls the certificate to serve with; null serves plain HTTP
 * @param bodyBytesInFlight bytes of all request bodies held at once, over all requests
 */
public record HttpSettings(String bind, int port, @Nullable Tls tls, long bodyBytesInFlight) {

    /** PEM files: the certificate chain and its unencrypted PKCS#8 private key. */
    public record Tls(Path certificate, Path key) {}

    public static HttpSettings loopback(int port) {
        return new HttpSettings("127.0.0.1", port, null, 96L << 20);
    }
}
