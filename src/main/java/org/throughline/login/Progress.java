package org.throughline.login;

import org.throughline.login.account.Account;
import org.throughline.login.session.Browser;

/** How far a step of logging in has led. */
public sealed interface Progress {

    /**
     * No further.
     *
     * @param why for the person
     * @param tooMany whether it was not even looked at, since there were too many tries just before
     */
    record Refused(String why, boolean tooMany) implements Progress {
        Refused(String why) {
            this(why, false);
        }
    }

    /**
     * The password was right, and the account has a second factor, which is to follow.
     *
     * @param ticket is to come back with it
     */
    record Halfway(Account account, String ticket) implements Progress {}

    /**
     * In.
     *
     * @param browser the browser under its new secret
     * @param session the secret of the session
     */
    record In(Account account, Browser browser, String session) implements Progress {}
}
