package org.throughline.login;

import org.throughline.http.Answer;
import org.throughline.login.account.Account;
import org.throughline.login.session.Cookies;

/** How far a step of logging in has led. */
public sealed interface Progress {

    /**
     * No further.
     *
     * @param why for the person
     */
    record Refused(String why) implements Progress {}

    /**
     * The password was right, and the account has a second factor, which is to follow.
     *
     * @param ticket is to come back with it
     */
    record Halfway(Account account, String ticket) implements Progress {}

    /** In. */
    final class In implements Progress {
        private final Account account;
        private final String session;
        private final Cookies cookies;

        In(Account account, String session, Cookies cookies) {
            this.account = account;
            this.session = session;
            this.cookies = cookies;
        }

        /** Who is in. */
        public Account account() {
            return account;
        }

        /** The answer that gives the browser its session. */
        public Answer on(Answer answer) {
            return cookies.begin(answer, session);
        }
    }
}
