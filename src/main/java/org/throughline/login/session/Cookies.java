package org.throughline.login.session;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.throughline.http.Answer;
import org.throughline.http.Request;

/**
 * The two cookies that a browser holds: which browser it is, and its session. No script reads them, other sites' forms do
 * not bring them, and over TLS they are bound to this very host.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis">Cookies, the prefix __Host-</a>
 */
public final class Cookies {
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final boolean secure;
    private final String installation;
    private final SecureRandom random;

    /**
     * Those of an installation. Browsers bring the cookies of a host to all its ports, so several on one machine have the port in
     * their names.
     *
     * @param base by which browsers reach us
     */
    public Cookies(URI base, SecureRandom random) {
        this.secure = "https".equals(base.getScheme());
        this.installation = base.getPort() < 0 ? "" : "-" + base.getPort();
        this.random = random;
    }

    /** Which browser sent the request. */
    public Browser browser(Request request) {
        return Browser.of(request.cookie(name("browser")), random);
    }

    /** The secret of the session that the request is of. */
    public Optional<String> session(Request request) {
        return request.cookie(name("session"));
    }

    /** The answer; a browser that is fresh learns who it is. */
    public Answer on(Answer answer, Browser browser) {
        return browser.fresh() ? answer.with("Set-Cookie", line("browser", browser.secret(), A_YEAR)) : answer;
    }

    /** The browser under a new secret, as it is after each log-in. */
    public Browser renewed() {
        return Browser.another(random);
    }

    /** The answer to who has just logged in, with the session's secret. */
    public Answer begin(Answer answer, Browser renewed, String session) {
        return on(answer.with("Set-Cookie", line("session", session, Sessions.LONGEST)), renewed);
    }

    /** The answer to who has logged out. */
    public Answer end(Answer answer) {
        return on(answer.with("Set-Cookie", line("session", "", Duration.ZERO)), renewed());
    }

    private String line(String name, String value, Duration age) {
        return name(name) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + age.toSeconds()
                + (secure ? "; Secure" : "");
    }

    private String name(String name) {
        return (secure ? "__Host-" : "") + "throughline-" + name + installation;
    }
}
