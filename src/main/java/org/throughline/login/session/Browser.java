package org.throughline.login.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.throughline.http.Form;
import org.throughline.http.Request;
import org.throughline.kernel.Digest;

/**
 * A browser, whether somebody is logged in with it or not. It holds a random secret in a cookie; a form that we gave it
 * carries a token that is computed of the secret, so that no other site can make up a form of ours. The secret is
 * another one after each log-in.
 *
 * @param secret random; the browser's scripts cannot read it
 * @param fresh whether the browser does not have it yet
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">
 *     Cross-site request forgery</a>
 */
public record Browser(String secret, boolean fresh) {
    /** The field of a form that carries the token. */
    public static final String FIELD = "form-token";

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int TOKEN_BYTES = 18;

    /** The browser that sent a request. */
    static Browser of(Optional<String> cookie, SecureRandom random) {
        return cookie.filter(text -> text.length() == Secrets.LENGTH)
                .map(text -> new Browser(text, false))
                .orElseGet(() -> another(random));
    }

    /** The browser under a new secret. */
    static Browser another(SecureRandom random) {
        return new Browser(Secrets.next(random), true);
    }

    /** The token that its forms carry. */
    public String formToken() {
        byte[] digest = Digest.sha256(("form " + secret).getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOKEN_BYTES));
    }

    /** Whether a form that was sent is one that we gave to this browser. */
    public boolean gave(Request request, Form form) {
        byte[] sent = form.value(FIELD).getBytes(UTF_8);
        return !fromElsewhere(request)
                && MessageDigest.isEqual(sent, formToken().getBytes(UTF_8));
    }

    /** Whether a page of another site sent a change. The cookie's SameSite keeps it out; browsers also say so. */
    public static boolean fromElsewhere(Request request) {
        String site = request.header("Sec-Fetch-Site").orElse("none");
        return !HARMLESS.contains(request.method()) && !site.equals("none") && !site.equals("same-origin");
    }
}
