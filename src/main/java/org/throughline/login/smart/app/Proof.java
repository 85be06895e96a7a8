package org.throughline.login.smart.app;

/**
 * How an app proves at the token endpoint that it is the one that was registered.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/client-authentication.html">SMART, client authentication</a>
 */
public enum Proof {
    /** Not at all: it runs in browsers or on telephones and could keep no secret. */
    NONE,
    /** With a secret that the product made for it. */
    SECRET,
    /** With an assertion that it signs with a key of its own. */
    KEYS
}
