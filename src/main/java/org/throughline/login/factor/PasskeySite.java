package org.throughline.login.factor;

import java.net.URI;

/**
 * The site that passkeys are made for. They are bound to a host's name, never to a number, so that an installation which
 * is reached as {@code http://127.0.0.1:8080} has passkeys under {@code http://localhost:8080} only.
 *
 * @param host the host's name, the “relying party id”
 * @param origin scheme, host and port as browsers write them
 * @see <a href="https://www.w3.org/TR/webauthn-3/#relying-party-identifier">Relying party identifier</a>
 */
public record PasskeySite(String host, String origin) {

    /**
     * The site of an installation.
     *
     * @param base the address that others reach it by
     */
    public static PasskeySite of(String base) {
        URI uri = URI.create(base);
        String host = uri.getHost().equals("127.0.0.1") ? "localhost" : uri.getHost();
        return new PasskeySite(host, uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    }
}
