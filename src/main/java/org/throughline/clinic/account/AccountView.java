package org.throughline.clinic.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /account} shows.
 *
 * @param name what the person types to log in
 * @param roles in words
 * @param lacksFactor whether a second factor has to be set up before anything else
 * @param mayHavePassword whether a password lets in at all
 * @param provider the identity provider at which people can log in; empty for none
 * @param outside who the person is there; null when that is not linked
 * @param shortest how long a new password must be at least
 * @param recoveryCodes how many are left
 */
public record AccountView(
        String name,
        String display,
        List<String> roles,
        boolean hasPassword,
        boolean mayHavePassword,
        String provider,
        @Nullable OutsideRow outside,
        boolean lacksFactor,
        int shortest,
        List<FactorRow> factors,
        int recoveryCodes,
        List<SessionRow> sessions) {
    public AccountView {
        roles = List.copyOf(roles);
        factors = List.copyOf(factors);
        sessions = List.copyOf(sessions);
    }

    /**
     * Who somebody is at the identity provider.
     *
     * @param name what they are called there; may be empty
     */
    public record OutsideRow(String name, String linked, String used) {}

    /** A factor in the list. */
    public record FactorRow(long number, String label, String kind, String added, String used) {}

    /**
     * A session in the list.
     *
     * @param here whether it is the one that looks
     */
    public record SessionRow(long number, boolean here, String browser, String address, String begun, String seen) {}

    /** Whether there is another way in, so that the person could go without a password. */
    public boolean needsNoPassword() {
        return outside != null
                || factors.stream().anyMatch(factor -> factor.kind().equals("Passkey"));
    }
}
