package org.throughline.events.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.database.Sql;
import org.throughline.kernel.Digest;

/**
 * Makes and knows the tokens of websockets. They bind to what somebody was shown to own; what the subscriptions may be told
 * is decided by themselves.
 */
final class Bindings {
    /** Where the product takes websockets. */
    static final String PATH = "/subscriptions";

    private static final Duration GOOD_FOR = Duration.ofMinutes(30);
    private static final int BYTES = 32;

    private final Parts parts;
    private final SecureRandom random;

    Bindings(Parts parts, SecureRandom random) {
        this.parts = parts;
        this.random = random;
    }

    /** What a token binds to. */
    record Bound(List<String> subscriptions, Instant expires) {}

    Binding make(String owner, List<String> subscriptions) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expires = parts.clock().instant().plus(GOOD_FOR);
        parts.change(connection -> Sql.change(
                connection,
                "INSERT INTO subscription_binding (token, owner, subscriptions, expires) VALUES (?, ?, ?, ?)",
                digest(token),
                owner,
                subscriptions.toArray(String[]::new),
                expires));
        return new Binding(token, subscriptions, expires, address());
    }

    /** The base is the address of the API, as others know it. */
    private String address() {
        return parts.base().replaceFirst("^http", "ws").replaceFirst("/fhir$", "") + PATH;
    }

    /** What a token is good for at this moment. */
    Optional<Bound> find(String token) {
        return parts.database()
                .read(connection -> Sql.first(
                        connection,
                        row -> new Bound(
                                Sql.texts(row, "subscriptions"), Objects.requireNonNull(Sql.instant(row, "expires"))),
                        "SELECT subscriptions, expires FROM subscription_binding WHERE token = ? AND expires > ?",
                        digest(token),
                        parts.clock().instant()));
    }

    void sweep() {
        parts.change(connection -> Sql.change(
                connection,
                "DELETE FROM subscription_binding WHERE expires <= ?",
                parts.clock().instant()));
    }

    private static byte[] digest(String token) {
        return Digest.sha256(token.getBytes(UTF_8));
    }
}
