package org.throughline.login.account;

import org.throughline.access.Caller;

/**
 * Who changes something about accounts or roles.
 *
 * @param account the account with which they are logged in
 */
public record Actor(Caller caller, Account account) {

    /** Whether it is about the very account with which they are logged in. */
    public boolean is(long number) {
        return account.number() == number;
    }

    /** Whether nothing is kept from them: the first administrator. */
    public boolean mayEverything() {
        return account.everything();
    }
}
