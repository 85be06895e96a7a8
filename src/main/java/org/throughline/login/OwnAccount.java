package org.throughline.login;

import org.jspecify.annotations.Nullable;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.PasswordRules;
import org.throughline.login.account.WaysIn;
import org.throughline.login.factor.SecondFactor;
import org.throughline.login.session.Session;
import org.throughline.login.session.Sessions;

/** What people change about their own accounts beside factors: the password, and which sessions last. */
public final class OwnAccount {
    private final Accounts accounts;
    private final PasswordRules rules;
    private final SecondFactor second;
    private final Acts acts;

    OwnAccount(Accounts accounts, PasswordRules rules, SecondFactor second, Acts acts) {
        this.accounts = accounts;
        this.rules = rules;
        this.second = second;
        this.acts = acts;
    }

    /**
     * Changes or sets the password, and ends the other sessions.
     *
     * @param present the password until now; not looked at when there is none
     * @throws Failed with {@link Failure.Invalid} when that one is wrong or the new one is refused
     */
    public void changePassword(Session session, String present, String wanted) {
        Account account = session.account();
        if (account.hasPassword() && !accounts.knows(account, present)) {
            throw new Failed(new Failure.Invalid("value", "present", "This is not your present password."));
        }
        rules.check(wanted, account.name(), second.isNeeded(account.number()));
        acts.act(session.caller(), Action.CHANGE_CREDENTIAL, account.agent() + " changes the password", connection -> {
            accounts.keep(connection, account.number(), wanted);
            return Sessions.endOthers(connection, account.number(), session.number());
        });
    }

    /**
     * Whether a code is right that whoever is logged in has typed as the second factor. It is used up then, and both is in the
     * trail.
     *
     * @param what it is asked for
     * @throws Failed with {@link Failure.Unauthenticated} when there were too many wrong ones just before
     */
    public boolean proves(Session session, String code, String what) {
        boolean right = second.takes(session.account().number(), code);
        acts.act(
                session.caller(),
                Action.OPERATION,
                session.account().agent()
                        + (right ? " proves with a second factor: " : " fails to prove with a second factor: ")
                        + what,
                connection -> right);
        return right;
    }

    /**
     * Goes without a password from now on.
     *
     * @throws Failed with {@link Failure.Conflict} when there is no other way in
     */
    public void dropPassword(Session session) {
        Account account = session.account();
        acts.act(session.caller(), Action.CHANGE_CREDENTIAL, account.agent() + " drops the password", connection -> {
            Accounts.lock(connection, account.number());
            accounts.keep(connection, account.number(), null);
            WaysIn.require(connection, account.number());
            return Sessions.endOthers(connection, account.number(), session.number());
        });
    }

    /**
     * Works in one of several roles from now on.
     *
     * @param held the number of the held role; null for all
     * @param text the role and its site, in words
     * @throws Failed with {@link Failure.NotFound} when the person does not have it
     */
    public void workAs(Session session, @Nullable Long held, String text) {
        String target = session.account().agent() + " works as " + (held == null ? "all" : text);
        acts.act(session.caller(), Action.WORK_AS, target, connection -> {
            if (!Sessions.workAs(connection, session, held, text)) {
                throw new Failed(new Failure.NotFound("You do not have this role any more."));
            }
            return true;
        });
    }

    /** Ends one of the person's sessions. */
    public void endSession(Session session, long number) {
        Account account = session.account();
        acts.act(
                session.caller(),
                Action.END_SESSION,
                account.agent() + " session " + number,
                connection -> Sessions.end(connection, account.number(), number));
    }

    /** Ends all of the person's sessions but this. */
    public void endOtherSessions(Session session) {
        Account account = session.account();
        acts.act(
                session.caller(),
                Action.END_SESSION,
                account.agent() + " all other sessions",
                connection -> Sessions.endOthers(connection, account.number(), session.number()));
    }
}
