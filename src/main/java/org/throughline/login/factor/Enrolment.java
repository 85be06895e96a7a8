package org.throughline.login.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.WaysIn;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Session;
import org.throughline.login.session.Sessions;
import org.throughline.login.session.Tickets;

/** How people add and take away their own factors. With the first one come recovery codes. */
public final class Enrolment {
    private static final String NEW_APP = "new app";
    private static final String NEW_PASSKEY = "new passkey";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int LONGEST_LABEL = 60;

    private final Passkeys passkeys;
    private final Factors factors;
    private final RecoveryCodes recovery;
    private final Tickets tickets;
    private final Acts acts;
    private final InstantSource clock;
    private final SecureRandom random;

    public Enrolment(
            Factors factors,
            Passkeys passkeys,
            RecoveryCodes recovery,
            Tickets tickets,
            Acts acts,
            InstantSource clock,
            SecureRandom random) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.recovery = recovery;
        this.tickets = tickets;
        this.acts = acts;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What an authenticator app is to be told.
     *
     * @param ticket is to come back with the app's first code
     * @param secret to be typed into the app
     * @param address the same, for a QR code, see
     *     <a href="https://github.com/google/google-authenticator/wiki/Key-Uri-Format">otpauth</a>
     */
    public record App(String ticket, String secret, String address) {}

    /** Begins to add an app. */
    public App offerApp(Session session, Browser browser) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        String base64 = Base64.getUrlEncoder().encodeToString(secret);
        return app(
                session.account(),
                tickets.issue(NEW_APP, browser, session.account().number() + " " + base64, PATIENCE),
                secret);
    }

    /** What was offered under a ticket; to be shown again when the code did not fit. */
    public App offered(Session session, Browser browser, String ticket) {
        return app(session.account(), ticket, secret(session, browser, ticket));
    }

    private static App app(Account account, String ticket, byte[] secret) {
        String base32 = Base32.of(secret);
        return new App(
                ticket,
                base32,
                "otpauth://totp/Throughline:" + URLEncoder.encode(account.name(), UTF_8) + "?secret=" + base32
                        + "&issuer=Throughline");
    }

    /**
     * Adds an app that shows the right code.
     *
     * @return recovery codes to be shown this once; empty when the account had some already
     * @throws Failed with {@link Failure.Invalid} when the code does not fit
     */
    public List<String> addApp(Session session, Browser browser, String ticket, String label, String code) {
        byte[] secret = secret(session, browser, ticket);
        OptionalLong step = Totp.step(secret, code.replaceAll("\\s", ""), clock.instant(), 0);
        if (step.isEmpty()) {
            throw invalid("The code does not fit. Is the clock of the device right?");
        }
        return add(
                session,
                "an authenticator app",
                connection -> factors.addApp(
                        connection,
                        session.account().number(),
                        label(label, "Authenticator app"),
                        secret,
                        step.getAsLong()));
    }

    private byte[] secret(Session session, Browser browser, String ticket) {
        String prefix = session.account().number() + " ";
        return tickets.open(NEW_APP, browser, ticket)
                .filter(content -> content.startsWith(prefix))
                .map(content -> Base64.getUrlDecoder().decode(content.substring(prefix.length())))
                .orElseThrow(() -> invalid("That took too long. Start again."));
    }

    /**
     * What a browser is to be told to make a passkey.
     *
     * @param ticket is to come back with the passkey
     * @param options for the browser, as JSON
     */
    public record Key(String ticket, String options) {}

    /** Begins to add a passkey. */
    public Key offerPasskey(Session session, Browser browser) {
        String ticket = tickets.issue(
                NEW_PASSKEY, browser, Long.toString(session.account().number()), PATIENCE);
        return new Key(ticket, passkeys.optionsToMake(session.account(), ticket));
    }

    /**
     * Adds a passkey.
     *
     * @param credential what the browser made, as JSON
     * @return recovery codes to be shown this once; empty when the account had some already
     * @throws Failed with {@link Failure.Invalid} when it is not what it was told to make
     */
    public List<String> addPasskey(Session session, Browser browser, String ticket, String label, String credential) {
        long account = session.account().number();
        boolean good = tickets.open(NEW_PASSKEY, browser, ticket)
                .filter(Long.toString(account)::equals)
                .isPresent();
        if (!good || !tickets.use(ticket)) {
            throw invalid("That took too long. Start again.");
        }
        return add(
                session,
                "a passkey",
                connection -> passkeys.add(connection, account, label(label, "Passkey"), ticket, credential));
    }

    /** Makes a factor's row. */
    @FunctionalInterface
    private interface Adding {
        void to(Connection connection) throws SQLException;
    }

    private List<String> add(Session session, String what, Adding adding) {
        long account = session.account().number();
        return acts.act(session.caller(), Action.CHANGE_CREDENTIAL, "account/" + account + " adds " + what, work -> {
            adding.to(work);
            Sessions.strengthen(work, session.number());
            return RecoveryCodes.any(work, account) ? List.of() : recovery.renew(work, account);
        });
    }

    /** Gives new recovery codes, to be shown this once, in place of the old. */
    public List<String> renewCodes(Session session) {
        long account = session.account().number();
        return acts.act(
                session.caller(),
                Action.CHANGE_CREDENTIAL,
                "account/" + account + " makes new recovery codes",
                connection -> recovery.renew(connection, account));
    }

    /**
     * Takes a factor away, and with the last one the recovery codes.
     *
     * @throws Failed with {@link Failure.Conflict} when it is the only way in
     */
    public void remove(Session session, long factor) {
        String target = session.account().agent() + " removes a factor";
        acts.act(session.caller(), Action.CHANGE_CREDENTIAL, target, connection -> {
            Account account = Accounts.lock(connection, session.account().number());
            Factors.remove(connection, account.number(), factor);
            WaysIn.require(connection, account.number());
            return Factors.any(connection, account.number())
                    || RecoveryCodes.removeAll(connection, account.number()) > 0;
        });
    }

    private static String label(String typed, String otherwise) {
        String label = typed.strip();
        return label.isEmpty() ? otherwise : label.substring(0, Math.min(label.length(), LONGEST_LABEL));
    }

    private static Failed invalid(String why) {
        return new Failed(new Failure.Invalid("value", "", why));
    }
}
