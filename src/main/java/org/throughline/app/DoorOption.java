package org.throughline.app;

import picocli.CommandLine.Option;

/** How people and programs are let in. */
final class DoorOption {
    @Option(
            names = "--identity-provider-on-private-network",
            paramLabel = "BOOLEAN",
            defaultValue = "${env:THROUGHLINE_IDENTITY_PROVIDER_ON_PRIVATE_NETWORK:-false}",
            description =
                    "Whether the identity provider at which people log in may be on the private network, and without TLS"
                            + " (or THROUGHLINE_IDENTITY_PROVIDER_ON_PRIVATE_NETWORK; default: false).",
            arity = "1")
    private boolean providerOnPrivateNetwork;

    DoorRules rules() {
        return new DoorRules(providerOnPrivateNetwork);
    }
}
