package org.throughline.clinic.account;

import org.throughline.login.factor.Factor;
import org.throughline.login.provider.LinkedIdentity;
import org.throughline.login.session.OpenSession;
import org.throughline.ui.BrowserName;
import org.throughline.ui.Dates;

/** Factors and sessions as rows of a table. */
public record AccountRows(Dates dates) {

    public AccountView.FactorRow factor(Factor factor) {
        String kind = switch (factor.kind()) {
            case TOTP -> "Authenticator app";
            case PASSKEY -> "Passkey";
        };
        return new AccountView.FactorRow(
                factor.number(),
                factor.label(),
                kind,
                dates.day(factor.created()),
                factor.used() == null ? "never" : dates.moment(factor.used()));
    }

    /** Who somebody is at the identity provider. */
    public AccountView.OutsideRow outside(LinkedIdentity identity) {
        return new AccountView.OutsideRow(
                identity.name(),
                dates.day(identity.linked()),
                identity.used() == null ? "never" : dates.moment(identity.used()));
    }

    /**
     * A session's row.
     *
     * @param here the number of the session that looks
     */
    public AccountView.SessionRow session(OpenSession open, long here) {
        return new AccountView.SessionRow(
                open.number(),
                open.number() == here,
                BrowserName.of(open.agent()),
                open.address(),
                dates.moment(open.begun()),
                dates.moment(open.seen()));
    }
}
