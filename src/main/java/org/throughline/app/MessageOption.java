package org.throughline.app;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.throughline.events.message.MessageSettings;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import picocli.CommandLine.Option;

/** How messages to patients leave. Passwords are better given in the environment than on the command line. */
final class MessageOption {
    @Option(
            names = "--mail-server",
            paramLabel = "URL",
            defaultValue = "${env:THROUGHLINE_MAIL_SERVER:-}",
            description = "The mail server for reminders: smtp://user:password@host:587 (STARTTLS) or smtps://… (or"
                    + " THROUGHLINE_MAIL_SERVER; default: none, no mail is sent).")
    private String mailServer = "";

    @Option(
            names = "--mail-from",
            paramLabel = "ADDRESS",
            defaultValue = "${env:THROUGHLINE_MAIL_FROM:-}",
            description = "The address that mails come from (or THROUGHLINE_MAIL_FROM).")
    private String mailFrom = "";

    @Option(
            names = "--text-gateway",
            paramLabel = "URL",
            defaultValue = "${env:THROUGHLINE_TEXT_GATEWAY:-}",
            description = "Where texts to phones are posted (or THROUGHLINE_TEXT_GATEWAY; default: none).")
    private String textGateway = "";

    @Option(
            names = "--text-header",
            paramLabel = "HEADER",
            defaultValue = "${env:THROUGHLINE_TEXT_HEADER:-}",
            description = "A header that the gateway wants, as 'Authorization: Bearer …' (or THROUGHLINE_TEXT_HEADER).")
    private String textHeader = "";

    @Option(
            names = "--text-body",
            paramLabel = "TEMPLATE",
            defaultValue = "${env:THROUGHLINE_TEXT_BODY:-}",
            description = "What is posted, with {to} and {text}: JSON or a form (or THROUGHLINE_TEXT_BODY; default:"
                    + " to={to}&text={text}).")
    private String textBody = "";

    /**
     * The settings.
     *
     * @throws Failed with {@link Failure.Malformed} when they make no sense
     */
    MessageSettings settings() {
        return new MessageSettings(mail(), text());
    }

    private MessageSettings.@Nullable Mail mail() {
        if (mailServer.isEmpty()) {
            return null;
        }
        if (mailFrom.isEmpty()) {
            throw new Failed(new Failure.Malformed("required", "--mail-from", "--mail-server needs --mail-from."));
        }
        return new MessageSettings.Mail(uri("--mail-server", mailServer, "smtps?"), mailFrom);
    }

    private MessageSettings.@Nullable Text text() {
        String body = textBody.isEmpty() ? "to={to}&text={text}" : textBody;
        return textGateway.isEmpty()
                ? null
                : new MessageSettings.Text(uri("--text-gateway", textGateway, "https?"), textHeader, body);
    }

    private static URI uri(String name, String text, String schemes) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches(schemes)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, without the text, which may hold a password
        }
        throw new Failed(new Failure.Malformed("value", name, name + " is no address of that kind."));
    }
}
