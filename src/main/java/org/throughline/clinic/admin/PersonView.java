package org.throughline.clinic.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.clinic.account.AccountView;
import org.throughline.login.account.AccountKind;

/**
 * One account, as an administrator sees it.
 *
 * @param subject who it is in the record; empty for nobody
 * @param state what is to be known of it: disabled, invited; empty for nothing
 * @param changeable whether the administrator may change it; not one's own
 * @param everything whether it may do everything
 * @param give which roles it can be given
 * @param sites at which sites
 * @param query what was typed to find a patient
 * @param outside who they are at the identity provider; null when that is not linked
 * @param successors who can take over what is on its list
 * @param patients for whom the role can be held, as far as they were looked for
 */
public record PersonView(
        long number,
        String display,
        String name,
        AccountKind kind,
        String kindInWords,
        String subject,
        String state,
        boolean disabled,
        boolean changeable,
        boolean everything,
        List<HeldRow> roles,
        List<Choice> give,
        List<Choice> sites,
        String query,
        List<Choice> patients,
        List<Choice> successors,
        AccountView.@Nullable OutsideRow outside,
        List<AccountView.FactorRow> factors,
        List<AccountView.SessionRow> sessions) {
    public PersonView {
        roles = List.copyOf(roles);
        give = List.copyOf(give);
        sites = List.copyOf(sites);
        patients = List.copyOf(patients);
        successors = List.copyOf(successors);
        factors = List.copyOf(factors);
        sessions = List.copyOf(sessions);
    }

    /**
     * A role that it has.
     *
     * @param where at which site or for which patient; empty for none
     * @param until the last day; empty when it does not end by itself
     * @param kept what the patient keeps from them by the law of the place; empty for nothing
     */
    public record HeldRow(long number, String role, String where, String until, boolean over, String kept) {}

    /** Whether it acts for patients, who are then chosen with the role. */
    public boolean actsForPatients() {
        return kind == AccountKind.PROXY;
    }

    /** Whether a role can be held at a site. */
    public boolean worksAtSites() {
        return (kind == AccountKind.STAFF || kind == AccountKind.PROGRAM) && !sites.isEmpty();
    }
}
