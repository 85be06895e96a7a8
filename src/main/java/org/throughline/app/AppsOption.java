package org.throughline.app;

import picocli.CommandLine.Option;

/** What apps may do at the installation. */
final class AppsOption {
    @Option(
            names = "--app-registration",
            paramLabel = "BOOLEAN",
            defaultValue = "${env:THROUGHLINE_APP_REGISTRATION:-false}",
            description =
                    "Whether apps may register themselves; they then still get nothing that a person does not grant"
                            + " them (or THROUGHLINE_APP_REGISTRATION; default: false).",
            arity = "1")
    private boolean registration;

    @Option(
            names = "--app-keys-on-private-network",
            paramLabel = "BOOLEAN",
            defaultValue = "${env:THROUGHLINE_APP_KEYS_ON_PRIVATE_NETWORK:-false}",
            description =
                    "Whether the keys of apps may be fetched from addresses of the private network, and without TLS"
                            + " (or THROUGHLINE_APP_KEYS_ON_PRIVATE_NETWORK; default: false).",
            arity = "1")
    private boolean onPrivateNetwork;

    AppRules rules() {
        return new AppRules(registration, onPrivateNetwork);
    }
}
