package org.throughline.login;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.Work;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.Actor;
import org.throughline.login.account.Invitations;
import org.throughline.login.account.Subject;
import org.throughline.login.factor.Factors;
import org.throughline.login.provider.Identities;
import org.throughline.login.role.Absence;
import org.throughline.login.role.Colleagues;
import org.throughline.login.role.HeldRole;
import org.throughline.login.role.Role;
import org.throughline.login.role.Roles;
import org.throughline.login.session.Sessions;

/**
 * What administrators do with the accounts of others. Nobody changes their own roles or disables themselves; whoever may
 * do everything is changed only by their like.
 */
public final class People {
    private static final Duration TO_BEGIN = Duration.ofDays(7);
    private static final Duration TO_COME_BACK = Duration.ofDays(1);
    private static final int LONGEST_DISPLAY = 100;

    private final Database database;
    private final Accounts accounts;
    private final Roles roles;
    private final Invitations invitations;
    private final Existence existence;
    private final Acts acts;
    private final InstantSource clock;

    People(
            Database database,
            Accounts accounts,
            Roles roles,
            Invitations invitations,
            Existence existence,
            Acts acts,
            InstantSource clock) {
        this.database = database;
        this.accounts = accounts;
        this.roles = roles;
        this.invitations = invitations;
        this.existence = existence;
        this.acts = acts;
        this.clock = clock;
    }

    /** Looks whether something is in the record. */
    @FunctionalInterface
    public interface Existence {
        /**
         * Fails when there is no such resource.
         *
         * @throws Failed with {@link Failure.NotFound} or {@link Failure.Gone}
         */
        void require(Caller caller, String type, String id);
    }

    /** The accounts whose name or display holds what was typed, in the order of their displays. */
    public List<Person> find(String typed, int most) {
        return database.read(connection -> Person.find(connection, typed, clock.instant(), most));
    }

    /** The account of a number. */
    public Person find(long number) {
        return database.read(connection -> Person.find(connection, number, clock.instant()))
                .orElseThrow(People::none);
    }

    /**
     * Makes an account that somebody is invited to.
     *
     * @param subject who it is in the record; null for nobody
     * @param first the roles that it begins with
     * @return what stands in the link that the person is to be given; shown this once
     * @throws Failed when the name is none or taken, or the record does not hold what is named
     */
    public Invited invite(
            Actor by, AccountKind kind, String name, String display, @Nullable Subject subject, List<HeldRole> first) {
        requireDuty(by);
        if (subject != null) {
            existence.require(by.caller(), subject.type(), subject.id());
        }
        first.forEach(held -> requireMayHold(by, kind, held));
        return database.inTransaction(inviting(by, kind, name, display, subject, first));
    }

    /**
     * Makes an account that somebody is invited to, in the transaction that writes who they are: so that either both are
     * there or none is. Nothing is looked for in the record, which may not hold it yet.
     */
    public Work<Invited> inviting(
            Actor by, AccountKind kind, String name, String display, @Nullable Subject subject, List<HeldRole> first) {
        requireDuty(by);
        checkDisplay(display);
        return acts.within(
                by.caller(),
                made -> new Act(Action.CREATE_ACCOUNT, "account/" + made.number() + " " + name),
                connection -> {
                    long number = accounts.add(connection, kind, name, display.strip(), subject);
                    for (HeldRole held : first) {
                        Roles.give(connection, number, held);
                    }
                    return new Invited(number, invitations.issue(connection, number, TO_BEGIN));
                });
    }

    /**
     * An account to which somebody is invited.
     *
     * @param token what stands in the link
     */
    public record Invited(long number, String token) {}

    /**
     * Takes password, sessions and the link with the identity provider, and the second factors too, from an account whose
     * owner lost them or somebody else may know, and makes a link by which the owner comes back.
     *
     * @return what stands in the link; shown this once
     */
    public Invited reset(Actor by, long number, boolean factorsToo) {
        String what = factorsToo ? "password and factors" : "password";
        return acts.act(by.caller(), Action.CHANGE_CREDENTIAL, "account/" + number + " resets " + what, connection -> {
            requireMayChange(connection, by, number);
            accounts.keep(connection, number, null);
            Identities.unlink(connection, number);
            Sessions.endOthers(connection, number, 0);
            if (factorsToo) {
                Factors.removeAll(connection, number);
            }
            return new Invited(number, invitations.issue(connection, number, TO_COME_BACK));
        });
    }

    /** Takes the link of an account with the identity provider away, and ends its sessions. */
    public void unlink(Actor by, long number) {
        String target = "account/" + number + " is linked with nobody elsewhere";
        acts.act(by.caller(), Action.CHANGE_CREDENTIAL, target, connection -> {
            requireMayChange(connection, by, number);
            Identities.unlink(connection, number);
            return Sessions.endOthers(connection, number, 0);
        });
    }

    /**
     * Makes an account of no use, at once.
     *
     * @param successor the number of the account on whose list is from now on what was on this one's; null for whoever has
     *     the same role
     */
    public void disable(Actor by, long number, @Nullable Long successor) {
        String target =
                "account/" + number + " disabled" + (successor == null ? "" : ", account/" + successor + " takes over");
        Instant now = clock.instant();
        acts.act(by.caller(), Action.CHANGE_ACCOUNT, target, connection -> {
            requireMayChange(connection, by, number);
            Sessions.endOthers(connection, number, 0);
            Invitations.revoke(connection, number);
            Colleagues.add(connection, by.caller(), new Absence(0, number, now, null, successor), now);
            return Sql.change(connection, "UPDATE account SET disabled = ? WHERE account = ?", now, number);
        });
    }

    /** Makes an account of use again; its work comes back with it. */
    public void enable(Actor by, long number) {
        acts.act(by.caller(), Action.CHANGE_ACCOUNT, "account/" + number + " enabled", connection -> {
            requireMayChange(connection, by, number);
            Sql.change(
                    connection,
                    "UPDATE absence SET until = ? WHERE account = ? AND until IS NULL",
                    clock.instant(),
                    number);
            return Sql.change(connection, "UPDATE account SET disabled = NULL WHERE account = ?", number);
        });
    }

    /** Calls an account otherwise. */
    public void rename(Actor by, long number, String display) {
        checkDisplay(display);
        acts.act(by.caller(), Action.CHANGE_ACCOUNT, "account/" + number + " is called " + display, connection -> {
            requireMayChange(connection, by, number);
            return Sql.change(connection, "UPDATE account SET display = ? WHERE account = ?", display.strip(), number);
        });
    }

    /** Gives a role. */
    public void give(Actor by, long number, HeldRole held) {
        requireMayHold(by, find(number).account().kind(), held);
        database.inTransaction(giving(by, number, held));
    }

    /** Gives a role that may be held, in the transaction that writes of it. */
    public Work<Boolean> giving(Actor by, long number, HeldRole held) {
        String code = roles.find(held.role()).map(Role::code).orElse("");
        String target = "account/" + number + " becomes " + told(code, held);
        return acts.within(by.caller(), given -> new Act(Action.GIVE_ROLE, target), connection -> {
            requireMayChange(connection, by, number);
            Roles.give(connection, number, held);
            return true;
        });
    }

    /** Takes a role away; it counts from the next request on. */
    public void take(Actor by, long number, HeldRole held) {
        database.inTransaction(taking(by, number, held));
    }

    /** Takes a role away, in the transaction that writes of it. */
    public Work<Boolean> taking(Actor by, long number, HeldRole held) {
        String target = "account/" + number + " is no longer role/" + held.role();
        return acts.within(by.caller(), taken -> new Act(Action.TAKE_ROLE, target), connection -> {
            requireMayChange(connection, by, number);
            Roles.take(connection, number, held.number());
            return true;
        });
    }

    /** Ends all sessions of an account. */
    public void endSessions(Actor by, long number) {
        acts.act(by.caller(), Action.END_SESSION, "account/" + number + " all sessions", connection -> {
            requireMayChange(connection, by, number);
            return Sessions.endOthers(connection, number, 0);
        });
    }

    /**
     * A person of a demonstration.
     *
     * @param role the code of the role
     * @param site the id of the Organization at which the role is held; null for none
     * @param patient the id of the Patient for whom the role is held; null for none
     */
    public record Sample(
            AccountKind kind,
            String name,
            String display,
            @Nullable Subject subject,
            String role,
            @Nullable String site,
            @Nullable String patient) {}

    /**
     * Makes an account of a demonstration, whose password everybody knows and is held to no rule; does nothing when the
     * name is taken.
     */
    public void makeSample(Sample sample, String password) {
        int number = roles.all().stream()
                .filter(each -> each.code().equals(sample.role()))
                .findFirst()
                .orElseThrow()
                .number();
        database.inTransaction(connection -> {
            if (!accounts.isFree(connection, sample.name())) {
                return false;
            }
            long account = accounts.add(connection, sample.kind(), sample.name(), sample.display(), sample.subject());
            accounts.keep(connection, account, password);
            Roles.give(connection, account, new HeldRole(0, number, sample.site(), null, sample.patient(), null));
            return true;
        });
    }

    /**
     * Fails when an account of a kind cannot have a role, or the record does not hold what it is held for.
     *
     * @throws Failed with {@link Failure.Invalid}, {@link Failure.NotFound} or {@link Failure.Gone}
     */
    public void requireMayHold(Actor by, AccountKind kind, HeldRole held) {
        if (roles.find(held.role()).filter(each -> each.suits(kind)).isEmpty()) {
            throw new Failed(new Failure.Invalid("value", "role", "An account of this kind cannot have this role."));
        }
        String patient = held.patient();
        if (patient != null) {
            existence.require(by.caller(), "Patient", patient);
        }
        String site = held.site();
        if (site != null) {
            existence.require(by.caller(), "Organization", site);
        }
    }

    private static String told(String code, HeldRole held) {
        return code
                + (held.site() == null ? "" : " at Organization/" + held.site())
                + (held.patient() == null ? "" : " for Patient/" + held.patient());
    }

    private static void requireDuty(Actor by) {
        if (!by.caller().may(Duty.ACCOUNTS)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include changing accounts."));
        }
    }

    private static Account requireMayChange(Connection connection, Actor by, long number) throws SQLException {
        requireDuty(by);
        Account account = Accounts.lock(connection, number);
        if (by.is(number)) {
            throw new Failed(new Failure.Conflict("This is your own account. Somebody else has to change it."));
        }
        if (account.everything() && !by.mayEverything()) {
            throw new Failed(new Failure.Conflict("Only the first administrator can change this account."));
        }
        return account;
    }

    private static void checkDisplay(String display) {
        if (display.isBlank() || display.length() > LONGEST_DISPLAY) {
            throw new Failed(new Failure.Invalid("value", "display", "The person needs a name."));
        }
    }

    private static Failed none() {
        return new Failed(new Failure.NotFound("There is no such account."));
    }
}
