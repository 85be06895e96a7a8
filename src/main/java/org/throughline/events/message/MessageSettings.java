package org.throughline.events.message;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How messages leave.
 *
 * @param mail the mail server; null for no mail
 * @param text the gateway for texts; null for no texts
 */
public record MessageSettings(@Nullable Mail mail, @Nullable Text text) {
    public static final MessageSettings NONE = new MessageSettings(null, null);

    /**
     * A mail server.
     *
     * @param server {@code smtp://user:password@host:587} (with STARTTLS where the server offers it, always with a password)
     *     or {@code smtps://…}
     * @param from the address that mails come from
     */
    public record Mail(URI server, String from) {}

    /**
     * A gateway for texts.
     *
     * @param url where to POST
     * @param header one header, as {@code Authorization: Bearer …}; empty for none
     * @param body what is sent, with {@code {to}} and {@code {text}}: JSON when it begins with a brace, else a form
     */
    public record Text(URI url, String header, String body) {}
}
