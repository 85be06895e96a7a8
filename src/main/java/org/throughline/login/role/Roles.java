package org.throughline.login.role;

import java.util.List;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.login.account.Subject;

/** The roles of the installation, and who has which. */
public final class Roles {
    private final Database database;

    public Roles(Database database) {
        this.database = database;
    }

    /** Stores the roles that the product brings, unless there are roles already. */
    public void bringStandard() {
        database.inTransaction(connection -> {
            Sql.change(connection, "LOCK TABLE role IN EXCLUSIVE MODE");
            boolean none = !Sql.any(connection, "SELECT 1 FROM role LIMIT 1");
            if (none) {
                for (Role role : StandardRoles.ALL) {
                    RoleRows.insert(connection, role);
                }
            }
            return none;
        });
    }

    /** All roles, in the order in which they were made. */
    public List<Role> all() {
        return database.read(RoleRows::all);
    }

    /** The roles that an account has, those that have run out among them. */
    public List<HeldRole> heldBy(long account) {
        return database.read(connection -> Sql.list(
                connection,
                HeldRole::of,
                "SELECT " + HeldRole.COLUMNS + " FROM held_role h WHERE h.account = ? ORDER BY h.held",
                account));
    }

    /** Gives a role to an account; the number of the new {@link HeldRole}. */
    public long give(long account, HeldRole held) {
        Subject toldBy = held.toldBy();
        return database.inTransaction(connection -> Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "INSERT INTO held_role (account, role, site, told_by, patient, until)"
                                + " VALUES (?, ?, ?, ?, ?, ?) RETURNING held",
                        account,
                        held.role(),
                        held.site(),
                        toldBy == null ? null : toldBy.toString(),
                        held.patient(),
                        held.until())
                .orElseThrow());
    }
}
