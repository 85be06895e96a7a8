package org.throughline.clinic.admin;

import java.util.List;
import org.throughline.login.provider.Discovery.Finding;

/**
 * The form of the identity provider.
 *
 * @param present whether there is one
 * @param back the address that has to be registered there
 * @param findings what a check has found; empty when none was made
 */
public record ProviderView(
        boolean present,
        String back,
        String label,
        String issuer,
        String client,
        boolean staffPasswords,
        boolean secondFactor,
        String acr,
        List<Finding> findings) {
    public ProviderView {
        findings = List.copyOf(findings);
    }

    /** Whether a check was made and found everything as it must be. */
    public boolean good() {
        return !findings.isEmpty() && findings.stream().allMatch(Finding::good);
    }
}
