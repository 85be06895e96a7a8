package org.throughline.app;

/**
 * How the operator lets people and programs in.
 *
 * @param providerOnPrivateNetwork whether the identity provider may be on the private network, and without TLS
 * @param requestsPerSecond how often one caller may ask the API
 * @param loginsPerMinute how often somebody may try to log in from one address
 */
record DoorRules(boolean providerOnPrivateNetwork, int requestsPerSecond, int loginsPerMinute) {
    /** What one machine answers is less. */
    static final int REQUESTS_PER_SECOND = 10_000;

    static final int LOGINS_PER_MINUTE = 60;

    static final DoorRules DEFAULT = new DoorRules(false, REQUESTS_PER_SECOND, LOGINS_PER_MINUTE);
}
