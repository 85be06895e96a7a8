package org.throughline.app;

import org.throughline.login.account.Passwords;

/**
 * How the operator lets people and programs in.
 *
 * @param providerOnPrivateNetwork whether the identity provider may be on the private network, and without TLS
 * @param requestsPerSecond how often one caller may ask the API
 * @param loginsPerMinute how often somebody may try to log in from one address
 * @param passwords what trying one costs
 */
record DoorRules(
        boolean providerOnPrivateNetwork, int requestsPerSecond, int loginsPerMinute, Passwords.Cost passwords) {
    /** What one machine answers is less. */
    static final int REQUESTS_PER_SECOND = 10_000;

    static final int LOGINS_PER_MINUTE = 60;

    static final DoorRules DEFAULT =
            new DoorRules(false, REQUESTS_PER_SECOND, LOGINS_PER_MINUTE, Passwords.Cost.DEFAULT);

    DoorRules with(Passwords.Cost other) {
        return new DoorRules(providerOnPrivateNetwork, requestsPerSecond, loginsPerMinute, other);
    }
}
