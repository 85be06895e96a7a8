package org.throughline.app;

/**
 * How the operator lets people and programs in.
 *
 * @param providerOnPrivateNetwork whether the identity provider may be on the private network, and without TLS
 */
record DoorRules(boolean providerOnPrivateNetwork) {
    static final DoorRules DEFAULT = new DoorRules(false);
}
