package org.throughline.app;

import org.throughline.http.TrustedProxies;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Passwords;
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

    @Option(
            names = "--requests-per-second",
            paramLabel = "COUNT",
            defaultValue = "${env:THROUGHLINE_REQUESTS_PER_SECOND:-10000}",
            description = "How often one caller may ask the API, in the long run (or THROUGHLINE_REQUESTS_PER_SECOND;"
                    + " default: 10000).")
    private int requestsPerSecond = DoorRules.REQUESTS_PER_SECOND;

    @Option(
            names = "--logins-per-minute",
            paramLabel = "COUNT",
            defaultValue = "${env:THROUGHLINE_LOGINS_PER_MINUTE:-60}",
            description =
                    "How often somebody may try to log in from one address, in the long run; with one name a sixth"
                            + " of that (or THROUGHLINE_LOGINS_PER_MINUTE; default: 60).")
    private int loginsPerMinute = DoorRules.LOGINS_PER_MINUTE;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "ADDRESSES",
            defaultValue = "${env:THROUGHLINE_TRUSTED_PROXIES:-}",
            description =
                    "Addresses and networks of proxies before the product, separated by commas: where requests come"
                            + " from is taken from their X-Forwarded-For or Forwarded (or THROUGHLINE_TRUSTED_PROXIES; default:"
                            + " none).")
    private String trustedProxies = "";

    DoorRules rules() {
        return new DoorRules(
                providerOnPrivateNetwork,
                positive("--requests-per-second", requestsPerSecond),
                positive("--logins-per-minute", loginsPerMinute),
                Passwords.Cost.DEFAULT);
    }

    TrustedProxies proxies() {
        return TrustedProxies.parse(trustedProxies);
    }

    private static int positive(String name, int count) {
        if (count < 1) {
            throw new Failed(new Failure.Malformed("value", name, name + " must be 1 at least."));
        }
        return count;
    }
}
