package org.throughline.events.message;

import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sends mail by SMTP. */
public final class MailGateway implements Gateway {
    private static final String PATIENCE = "15000";

    private final MessageSettings.Mail settings;
    private final InstantSource clock;

    public MailGateway(MessageSettings.Mail settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public Result send(Message message) {
        try {
            Session session = Session.getInstance(properties());
            MimeMessage mail = mail(session, message);
            try (Transport transport = session.getTransport()) {
                transport.connect(host(), port(), user(), password());
                transport.sendMessage(mail, mail.getAllRecipients());
            }
            return new Sent();
        } catch (AddressException e) {
            return new Never("This is no e-mail address.");
        } catch (SendFailedException e) {
            return e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0
                    ? new Never("The mail server refuses the address.")
                    : new Later("The mail server did not take it.");
        } catch (AuthenticationFailedException e) {
            return new Later("The mail server does not let us in: look at the user and the password.");
        } catch (MessagingException e) {
            return timedOut(e)
                    ? new Unknown("The mail server did not answer in time; it may have taken it.")
                    : new Later("The mail server cannot be reached.");
        }
    }

    /** Whether the server fell silent on an open connection: then it may have taken the mail. */
    private static boolean timedOut(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SocketTimeoutException timeout
                    && !String.valueOf(timeout.getMessage())
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains("connect")) {
                return true;
            }
        }
        return false;
    }

    private MimeMessage mail(Session session, Message message) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(settings.from(), true));
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.to(), true));
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        if (message.calendar().isEmpty()) {
            mail.setText(message.text(), StandardCharsets.UTF_8.name());
            return mail;
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(message.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart calendar = new MimeBodyPart();
        byte[] file = message.calendar().getBytes(StandardCharsets.UTF_8);
        calendar.setDataHandler(
                new DataHandler(new ByteArrayDataSource(file, "text/calendar; charset=UTF-8; method=PUBLISH")));
        calendar.setFileName("appointment.ics");
        mail.setContent(new MimeMultipart(text, calendar));
        return mail;
    }

    private Properties properties() {
        boolean tls = "smtps".equals(settings.server().getScheme());
        boolean loggedIn = user() != null;
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", tls ? "smtps" : "smtp");
        String prefix = tls ? "mail.smtps." : "mail.smtp.";
        properties.setProperty(prefix + "auth", Boolean.toString(loggedIn));
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(prefix + "starttls.required", Boolean.toString(loggedIn && !tls));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "connectiontimeout", PATIENCE);
        properties.setProperty(prefix + "timeout", PATIENCE);
        properties.setProperty(prefix + "writetimeout", PATIENCE);
        return properties;
    }

    private String host() {
        return settings.server().getHost();
    }

    private int port() {
        int port = settings.server().getPort();
        return port > 0 ? port : "smtps".equals(settings.server().getScheme()) ? 465 : 587;
    }

    private @Nullable String user() {
        return part(0);
    }

    private @Nullable String password() {
        return part(1);
    }

    private @Nullable String part(int index) {
        String both = settings.server().getUserInfo();
        String[] parts = both == null ? new String[0] : both.split(":", 2);
        return parts.length > index ? parts[index] : null;
    }
}
