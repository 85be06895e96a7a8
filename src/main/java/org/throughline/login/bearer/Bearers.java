package org.throughline.login.bearer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Mandate;
import org.throughline.access.Scopes;
import org.throughline.audit.AuditTrail;
import org.throughline.kernel.Address;
import org.throughline.kernel.Digest;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.authority.Changes;
import org.throughline.login.authority.Remembered;
import org.throughline.login.role.PresentRights;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.grant.AccessTokens;
import org.throughline.login.smart.grant.AccessTokens.Live;
import org.throughline.login.smart.grant.Asker;

/**
 * Who holds an access token, with what they may do at this moment: what the token grants and the account has. It is
 * remembered by the token's digest until anything changes about who may do what.
 */
public final class Bearers {
    private static final String ACCOUNT = "account/";

    private final Tokens signed;
    private final IssuedTokens issued;
    private final AccessTokens ofApps;
    private final PresentRights rights;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Remembered<String, Holder> remembered;
    private final Remembered<Mandate, Caller> mandated;

    /**
     * Knows the holders of these tokens.
     *
     * @param signed those of the command line
     * @param issued notes that some were made; each is in the audit before it is taken
     * @param ofApps those of apps
     */
    public Bearers(
            Tokens signed,
            IssuedTokens issued,
            AccessTokens ofApps,
            PresentRights rights,
            Changes changes,
            AuditTrail audit,
            InstantSource clock) {
        this.signed = signed;
        this.issued = issued;
        this.ofApps = ofApps;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
        this.remembered = new Remembered<>(changes, clock);
        this.mandated = new Remembered<>(changes, clock);
    }

    private record Holder(Caller caller, Instant expires) {}

    /**
     * The holder of a token.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when it is good for nothing
     */
    public Caller caller(String token) {
        String digest = HexFormat.of().formatHex(Digest.sha256(token.getBytes(UTF_8)));
        return remembered
                .get(digest, () -> find(token))
                .filter(holder -> holder.expires().isAfter(clock.instant()))
                .orElseThrow(
                        () -> new Failed(new Failure.Unauthenticated("The token is not valid here, or not any more.")))
                .caller();
    }

    /** Whoever acts by a mandate, with what it may do at this moment; empty when it may not act any more. */
    public Optional<Caller> caller(Mandate mandate) {
        Instant until = mandate.until();
        return until != null && !until.isAfter(clock.instant())
                ? Optional.empty()
                : mandated.get(mandate, () -> act(mandate));
    }

    /** A signed token has parts with dots between them, a token of an app has none. */
    private Optional<Holder> find(String token) {
        return token.contains(".") ? ofCommandLine(token) : ofApp(token);
    }

    private Optional<Holder> ofCommandLine(String token) {
        Tokens.Claims claims = signed.read(token, () -> issued.moveTo(audit));
        String user = claims.user();
        Optional<Long> account = user == null
                ? Optional.empty()
                : rights.caller(user).map(each -> Long.valueOf(each.id().substring(ACCOUNT.length())));
        if (user != null && account.isEmpty()) {
            return Optional.empty();
        }
        Mandate mandate = new Mandate(
                "token/" + claims.number(),
                account.orElse(null),
                null,
                null,
                user == null ? ofNobody(claims) : claims.scopes(),
                claims.patient() == null ? Set.of() : Set.of(Address.of("Patient", claims.patient())),
                claims.expires());
        return act(mandate).map(caller -> new Holder(caller, claims.expires()));
    }

    /** What a token grants that acts as nobody: scopes of a user or of a patient mean nothing then. */
    private static Scopes ofNobody(Tokens.Claims claims) {
        return new Scopes(claims.scopes().granted().stream()
                .filter(scope -> scope.context().equals("system"))
                .toList());
    }

    private Optional<Holder> ofApp(String token) {
        return ofApps.find(token)
                .filter(found -> !found.refresh())
                .flatMap(live ->
                        rights.caller(live.account()).map(user -> new Holder(act(live, user), live.expires())));
    }

    private static Caller act(Live token, Caller account) {
        Mandate mandate = new Mandate(
                "app/" + token.app().clientId(),
                token.account(),
                token.app().number(),
                token.grant(),
                token.scopes().access(),
                token.context().patientAddress(),
                null);
        Caller app = act(mandate, account, token.app(), mandate.scopes());
        Asker asker = token.asker();
        return asker == null
                ? app
                : new Caller(
                        app.id(),
                        asker.of(token.app().name()),
                        new Capacity(asker.role(), account.capacity().sites()),
                        app.rights(),
                        asker.purpose(),
                        mandate);
    }

    private Optional<Caller> act(Mandate mandate) {
        Long account = mandate.account();
        if (account == null) {
            return Optional.of(Caller.ofOperator(mandate.holder(), "A program with a token", mandate.scopes())
                    .by(mandate));
        }
        if (mandate.app() == null) {
            return rights.caller(account)
                    .map(user -> act(mandate, user, user.display() + ", by a program with a token", mandate.scopes()));
        }
        return ofApps.standing(mandate)
                .flatMap(standing ->
                        rights.caller(account).map(user -> act(mandate, user, standing.app(), standing.scopes())));
    }

    /** An app acts as a person, as the program that it is, or for somebody of the organization that it is of. */
    private static Caller act(Mandate mandate, Caller account, App app, Scopes scopes) {
        return act(
                mandate,
                account,
                mandate.grant() == null ? app.name() : account.display() + ", by the app " + app.name(),
                scopes);
    }

    private static Caller act(Mandate mandate, Caller account, String display, Scopes scopes) {
        return new Caller(
                        account.id() + "/" + mandate.holder(),
                        display,
                        account.capacity(),
                        account.rights().within(scopes, mandate.patient()))
                .by(mandate);
    }
}
