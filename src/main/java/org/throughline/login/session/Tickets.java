package org.throughline.login.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Digest;
import org.throughline.kernel.Failed;
import org.throughline.keys.MasterKey;
import org.throughline.keys.Seal;

/**
 * What a browser is given between two steps and brings back with the second: a statement of ours, such as “the password
 * of account 5 was right”, that only this browser can bring, for some minutes, and that nobody can make up. So nothing is
 * kept for whoever merely looks at the login page.
 */
public final class Tickets {
    private static final int PARTS = 5;

    private final Seal seal;
    private final Database database;
    private final SecureRandom random;
    private final InstantSource clock;

    public Tickets(MasterKey key, Database database, SecureRandom random, InstantSource clock) {
        this.seal = new Seal(key.mark("key", "tickets"));
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A new ticket, in the letters of base64url.
     *
     * @param purpose what step it is for; it is of no use for another
     */
    public String issue(String purpose, Browser browser, String content, Duration validity) {
        String expires = Long.toString(clock.instant().plus(validity).getEpochSecond());
        return seal.seal(String.join("\n", purpose, digest(browser.secret()), expires, Secrets.next(random), content)
                .getBytes(UTF_8));
    }

    /** What stands on a ticket; empty when it is not for this step and browser, or has run out. */
    public Optional<String> open(String purpose, Browser browser, String ticket) {
        try {
            List<String> parts = List.of(new String(seal.open(ticket), UTF_8).split("\n", PARTS));
            boolean good = parts.size() == PARTS
                    && parts.get(0).equals(purpose)
                    && parts.get(1).equals(digest(browser.secret()))
                    && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts.get(2))));
            return good ? Optional.of(parts.get(4)) : Optional.empty();
        } catch (Failed e) {
            return Optional.empty();
        }
    }

    /** Uses a ticket that is good up, so that it is never taken again; false when somebody has before. */
    public boolean use(String ticket) {
        Instant now = clock.instant();
        return database.inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM used_ticket WHERE used < ?", now.minus(Duration.ofDays(1)));
            return Sql.change(
                            connection,
                            "INSERT INTO used_ticket (ticket, used) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            Digest.sha256(ticket.getBytes(UTF_8)),
                            now)
                    == 1;
        });
    }

    private static String digest(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(secret.getBytes(UTF_8)));
    }
}
