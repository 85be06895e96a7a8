package org.throughline.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/**
 * Headers that every answer has where it does not say otherwise itself. They are the strictest there are: whoever makes
 * pages allows what those need.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html">OWASP on HTTP headers</a>
 */
final class SecurityHeaders {
    private static final Map<String, String> ALWAYS = Map.of(
            // Nobody is to guess what a content is: a document that a patient sent could pass for a page.
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    /** A year, for all names below ours too. */
    private static final String HTTPS_ONLY = "max-age=31536000; includeSubDomains";

    private SecurityHeaders() {}

    /** @param https whether browsers reach the server by HTTPS */
    static void complete(HttpFields.Mutable headers, boolean https) {
        ALWAYS.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.put(name, value);
            }
        });
        if (https) {
            headers.put("Strict-Transport-Security", HTTPS_ONLY);
        }
    }
}
