package org.throughline.login.account;

import java.sql.Connection;
import java.sql.SQLException;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** By what somebody can log in: a password where it lets in, a passkey, or an identity at the present provider. */
public final class WaysIn {
    private static final String ANY = "SELECT 1 FROM account a WHERE a.account = ? AND ("
            + "(a.password IS NOT NULL AND NOT (a.kind = 'STAFF' AND NOT a.everything"
            + " AND EXISTS (SELECT 1 FROM identity_provider WHERE NOT staff_passwords)))"
            + " OR EXISTS (SELECT 1 FROM factor f WHERE f.account = a.account AND f.kind = 'PASSKEY')"
            + " OR EXISTS (SELECT 1 FROM outside_identity o JOIN identity_provider p ON p.issuer = o.issuer"
            + " WHERE o.account = a.account))";

    private WaysIn() {}

    /**
     * Fails when none is left.
     *
     * @throws Failed with {@link Failure.Conflict}
     */
    public static void require(Connection connection, long account) throws SQLException {
        if (!Sql.any(connection, ANY, account)) {
            throw new Failed(new Failure.Conflict("This is your only way in. Set a password or add a passkey first."));
        }
    }
}
