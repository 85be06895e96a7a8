package org.throughline.login;

import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.Invitations;
import org.throughline.login.account.PasswordRules;
import org.throughline.login.factor.SecondFactor;
import org.throughline.login.provider.Providers;

/** How somebody who was given a link begins to use their account: they set a password, and are asked to log in with it. */
public final class Welcome {
    private final Invitations invitations;
    private final Accounts accounts;
    private final PasswordRules rules;
    private final SecondFactor second;
    private final Providers providers;
    private final Acts acts;

    Welcome(
            Invitations invitations,
            Accounts accounts,
            PasswordRules rules,
            SecondFactor second,
            Providers providers,
            Acts acts) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.rules = rules;
        this.second = second;
        this.providers = providers;
        this.acts = acts;
    }

    /** Whose link it is, while it is good. Looking does not use it up. */
    public Optional<Account> account(String token) {
        return invitations.account(token);
    }

    /** How long the password has to be. */
    public int shortest(Account account) {
        return PasswordRules.shortest(second.isNeeded(account.number()));
    }

    /**
     * Sets the password and uses the link up.
     *
     * @throws Failed with {@link Failure.Gone} when the link is good no more, or {@link Failure.Invalid} when the password
     *     is refused or no password lets this account in; then the link stays
     */
    public Account begin(String token, String password) {
        Account account = invitations.account(token).orElseThrow(Welcome::gone);
        if (!providers.allowsPasswordOf(account)) {
            throw new Failed(new Failure.Invalid("value", "password", "Staff do not log in with passwords here."));
        }
        rules.check(password, account.name(), second.isNeeded(account.number()));
        Caller caller = new Caller(account.agent(), account.display(), Rights.NONE);
        acts.act(caller, Action.CHANGE_CREDENTIAL, account.agent() + " sets a password by a link", connection -> {
            if (!invitations.use(connection, Invitations.mark(token))) {
                throw gone();
            }
            accounts.keep(connection, account.number(), password);
            return account;
        });
        return account;
    }

    static Failed gone() {
        return new Failed(new Failure.Gone("This link is good no more. Ask for another one."));
    }
}
