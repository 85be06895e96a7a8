package org.throughline.login.session;

import java.time.Duration;
import java.time.Instant;
import org.throughline.access.Caller;
import org.throughline.login.account.Account;
import org.throughline.login.account.Actor;

/**
 * Somebody who is logged in.
 *
 * @param number stands for it elsewhere; not a secret
 * @param caller the person with the rights of this moment
 * @param severalRoles whether they have several roles, and so may choose in which they work
 * @param worksAs the one in which they work, with its site; empty for all
 * @param begun when they logged in
 * @param proven when they last showed who they are; an identity provider may have let them in that knew them before
 * @param strong whether they showed a second factor, or a passkey
 * @param lacksFactor whether they have to set up a second factor before anything else
 * @param idleSeconds after how long without use it is locked
 */
public record Session(
        long number,
        Account account,
        Caller caller,
        boolean severalRoles,
        String worksAs,
        Instant begun,
        Instant proven,
        boolean strong,
        boolean lacksFactor,
        int idleSeconds) {
    private static final Duration FRESH = Duration.ofMinutes(15);

    /** They, as who changes something about accounts. */
    public Actor actor() {
        return new Actor(caller, account);
    }

    /** Whether they showed who they are just now: whoever sits there since may be another. */
    public boolean isFresh(Instant now) {
        return proven.plus(FRESH).isAfter(now);
    }
}
