package org.throughline.login.smart.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Which addresses an app may have.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7">OAuth for native apps, redirect addresses</a>
 */
final class Addresses {
    private static final int LONGEST = 1000;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Addresses() {}

    /** An absolute web address that is encrypted on its way, or does not leave the machine. */
    static boolean isOfWeb(String text) {
        URI uri = parsed(text);
        return uri.getHost() != null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    }

    /** A scheme of the app's own, named for a domain: {@code com.example.app:/return}. No browser runs such a one. */
    static boolean isOfDevice(String text) {
        URI uri = parsed(text);
        return uri.getScheme() != null
                && uri.getScheme().contains(".")
                && uri.getRawFragment() == null
                && !uri.isOpaque();
    }

    private static URI parsed(String text) {
        try {
            return text.length() > LONGEST ? URI.create("") : new URI(text);
        } catch (URISyntaxException e) {
            return URI.create("");
        }
    }
}
