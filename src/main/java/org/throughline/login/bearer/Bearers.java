package org.throughline.login.bearer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Scopes;
import org.throughline.audit.AuditTrail;
import org.throughline.kernel.Address;
import org.throughline.kernel.Digest;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.authority.Changes;
import org.throughline.login.authority.Remembered;
import org.throughline.login.role.PresentRights;
import org.throughline.login.smart.grant.AccessTokens;
import org.throughline.login.smart.grant.AccessTokens.Live;
import org.throughline.login.smart.grant.Asker;

/**
 * Who holds an access token, with what they may do at this moment: what the token grants and the account has. It is
 * remembered by the token's digest until anything changes about who may do what.
 */
public final class Bearers {
    private final Tokens signed;
    private final IssuedTokens issued;
    private final AccessTokens ofApps;
    private final PresentRights rights;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Remembered<String, Holder> remembered;

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

    /** A signed token has parts with dots between them, a token of an app has none. */
    private Optional<Holder> find(String token) {
        return token.contains(".") ? ofCommandLine(token) : ofApp(token);
    }

    private Optional<Holder> ofCommandLine(String token) {
        Tokens.Claims claims = signed.read(token, () -> issued.moveTo(audit));
        String id = "token/" + claims.number();
        if (claims.user() == null) {
            return Optional.of(
                    new Holder(Caller.ofOperator(id, "A program with a token", ofNobody(claims)), claims.expires()));
        }
        Set<Long> patient = claims.patient() == null ? Set.of() : Set.of(Address.of("Patient", claims.patient()));
        return rights.caller(claims.user())
                .map(user -> new Holder(
                        new Caller(
                                user.id() + "/" + id,
                                user.display() + ", by a program with a token",
                                user.capacity(),
                                user.rights().within(claims.scopes(), patient)),
                        claims.expires()));
    }

    /** What a token grants that acts as nobody: scopes of a user or of a patient mean nothing then. */
    private static Scopes ofNobody(Tokens.Claims claims) {
        return new Scopes(claims.scopes().granted().stream()
                .filter(scope -> scope.context().equals("system"))
                .toList());
    }

    private Optional<Holder> ofApp(String token) {
        Optional<Live> live = ofApps.find(token).filter(found -> !found.refresh());
        return live.flatMap(found ->
                rights.caller(found.account()).map(user -> new Holder(act(found, user), found.expires())));
    }

    /** An app acts as a person, as the program that it is, or for somebody of the organization that it is of. */
    private static Caller act(Live token, Caller account) {
        String app = "app/" + token.app().clientId();
        Asker asker = token.asker();
        if (asker != null) {
            return new Caller(
                    account.id() + "/" + app,
                    asker.of(token.app().name()),
                    new Capacity(asker.role(), account.capacity().sites()),
                    account.rights().within(token.scopes().access(), Set.of()),
                    asker.purpose());
        }
        return new Caller(
                account.id() + "/" + app,
                token.grant() == null
                        ? token.app().name()
                        : account.display() + ", by the app " + token.app().name(),
                account.capacity(),
                account.rights().within(token.scopes().access(), token.context().patientAddress()));
    }
}
