package org.throughline.app;

/**
 * What the operator lets apps do.
 *
 * @param registerThemselves whether an app may register itself
 * @param onPrivateNetwork whether keys of apps may be fetched from addresses of the private network, and without TLS
 */
record AppRules(boolean registerThemselves, boolean onPrivateNetwork) {
    static final AppRules DEFAULT = new AppRules(false, false);
}
