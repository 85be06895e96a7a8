package org.throughline.login.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.throughline.database.Sql;
import org.throughline.login.account.Account;
import org.throughline.login.account.AccountKind;

/**
 * An outside identity provider at which people may log in.
 *
 * @param issuer its address, as its tokens name it
 * @param clientId what we are called there
 * @param label what people call it
 * @param staffPasswords whether staff may log in with passwords too
 * @param secondFactor whether it asks for a second factor itself, so that ours is not asked
 * @param acr of which authentication context classes it must name one for that; none: it always asks
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html">OpenID Connect</a>
 */
public record Provider(
        String issuer, String clientId, String label, boolean staffPasswords, boolean secondFactor, List<String> acr) {
    static final String COLUMNS = "issuer, client_id, label, staff_passwords, second_factor, acr";

    public Provider {
        acr = List.copyOf(acr);
    }

    static Provider of(ResultSet row) throws SQLException {
        return new Provider(
                row.getString("issuer"),
                row.getString("client_id"),
                row.getString("label"),
                row.getBoolean("staff_passwords"),
                row.getBoolean("second_factor"),
                Sql.texts(row, "acr"));
    }

    /**
     * Whether somebody may log in with a password. The first administrator always may, so that an installation whose
     * provider is out of reach can be put right.
     */
    public boolean allowsPasswordOf(Account account) {
        return staffPasswords || account.kind() != AccountKind.STAFF || account.everything();
    }
}
