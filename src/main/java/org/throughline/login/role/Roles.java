package org.throughline.login.role;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.throughline.access.Duty;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Actor;
import org.throughline.login.account.Subject;

/** The roles of the installation, and who has which. */
public final class Roles {
    private final Database database;
    private final Acts acts;

    public Roles(Database database, Acts acts) {
        this.database = database;
        this.acts = acts;
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

    /** The role of a number. */
    public Optional<Role> find(int number) {
        return database.read(connection -> RoleRows.find(connection, number));
    }

    /**
     * Makes a role that may what another one may.
     *
     * @return its number
     */
    public int copy(Actor by, int like, String name) {
        require(by);
        return acts.act(by.caller(), Action.CHANGE_ROLE, number -> "role/" + number + " made: " + name, connection -> {
            Role model = RoleRows.find(connection, like).orElseThrow(Roles::none);
            String code = "role-"
                    + Sql.first(connection, row -> row.getLong(1), "SELECT count(*) FROM role")
                            .orElseThrow();
            return RoleRows.insert(connection, model.named(code, checked(name)));
        });
    }

    /**
     * Changes what a role may do, for all who have it, from their next request on.
     *
     * @param changed the role with the version from which it was changed
     * @throws Failed with {@link Failure.Conflict} when somebody else has changed it since, and
     *     {@link Failure.Forbidden} when it is a role of who changes it
     */
    public void change(Actor by, Role changed) {
        require(by);
        checked(changed.name());
        acts.act(by.caller(), Action.CHANGE_ROLE, "role/" + changed.number() + " " + changed.name(), connection -> {
            requireNotOwn(connection, by, changed.number());
            if (!RoleRows.update(connection, changed)) {
                throw new Failed(new Failure.Conflict(
                        "Somebody else has changed this role since you opened it. Open it again."));
            }
            return changed;
        });
    }

    /** What a role lacks of what the product brings for it; empty when it lacks nothing. */
    public Optional<Lacking> lacking(Role role) {
        return Lacking.of(role);
    }

    /**
     * Adds to a role what it lacks of what the product brings for it; nothing is taken away.
     *
     * @param version from which it is changed
     * @throws Failed as {@link #change}
     */
    public void complete(Actor by, int number, int version) {
        Role role = find(number).orElseThrow(Roles::none);
        Role seen = new Role(
                role.number(),
                version,
                role.code(),
                role.name(),
                role.heldBy(),
                role.purpose(),
                role.clearances(),
                role.duties(),
                role.permissions());
        change(by, Lacking.of(role).map(lacking -> lacking.added(seen)).orElse(seen));
    }

    /** The roles that the product brings and that are not here. */
    public List<Role> missing() {
        List<String> codes = all().stream().map(Role::code).toList();
        return StandardRoles.ALL.stream()
                .filter(role -> !codes.contains(role.code()))
                .toList();
    }

    /** Makes a role that the product brings and that is not here; its number. */
    public int bring(Actor by, String code) {
        require(by);
        Role missing = missing().stream()
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow(Roles::none);
        return acts.act(
                by.caller(),
                Action.CHANGE_ROLE,
                number -> "role/" + number + " made: " + missing.name(),
                connection -> RoleRows.insert(connection, missing));
    }

    /**
     * Takes a role away that nobody has.
     *
     * @throws Failed with {@link Failure.Conflict} when somebody has it
     */
    public void remove(Actor by, int number) {
        require(by);
        acts.act(by.caller(), Action.CHANGE_ROLE, "role/" + number + " removed", connection -> {
            if (Sql.any(connection, "SELECT 1 FROM held_role WHERE role = ?", number)) {
                throw new Failed(new Failure.Conflict("Somebody has this role. Take it from them first."));
            }
            return Sql.change(connection, "DELETE FROM role WHERE role = ?", number);
        });
    }

    /** The roles that an account has, those that have run out among them. */
    public List<HeldRole> heldBy(long account) {
        return database.read(connection -> Sql.list(
                connection,
                HeldRole::of,
                "SELECT " + HeldRole.COLUMNS + " FROM held_role h WHERE h.account = ? ORDER BY h.held",
                account));
    }

    /** What accounts may do now by roles of which these resources tell: the roles' names, by the reference. */
    public Map<String, List<String>> toldBy(Collection<String> references, Instant now) {
        record Told(String by, String role) {}
        return database
                .read(connection -> Sql.list(
                        connection,
                        row -> new Told(row.getString(1), row.getString(2)),
                        "SELECT h.told_by, r.name FROM held_role h JOIN role r ON r.role = h.role"
                                + " JOIN account a ON a.account = h.account WHERE h.told_by = ANY (?)"
                                + " AND a.disabled IS NULL AND (h.until IS NULL OR h.until > ?) ORDER BY h.held",
                        references.toArray(String[]::new),
                        now))
                .stream()
                .collect(Collectors.groupingBy(Told::by, Collectors.mapping(Told::role, Collectors.toList())));
    }

    /** Gives a role to an account; the number of the new {@link HeldRole}. */
    public static long give(Connection connection, long account, HeldRole held) throws SQLException {
        Subject toldBy = held.toldBy();
        return Sql.first(
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
                .orElseThrow();
    }

    /** Takes a role from an account; false when it has no such one. */
    public static boolean take(Connection connection, long account, long held) throws SQLException {
        return Sql.change(connection, "DELETE FROM held_role WHERE account = ? AND held = ?", account, held) == 1;
    }

    private static void require(Actor by) {
        if (!by.caller().may(Duty.ROLES)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include changing roles."));
        }
    }

    /** Nobody widens what they may do themselves. */
    private static void requireNotOwn(Connection connection, Actor by, int role) throws SQLException {
        if (!by.mayEverything()
                && Sql.any(
                        connection,
                        "SELECT 1 FROM held_role WHERE account = ? AND role = ?",
                        by.account().number(),
                        role)) {
            throw new Failed(new Failure.Conflict("This is a role of your own. Somebody else has to change it."));
        }
    }

    private static String checked(String name) {
        if (name.isBlank() || name.length() > 60) {
            throw new Failed(new Failure.Invalid("value", "name", "A role needs a name of 60 characters at most."));
        }
        return name.strip();
    }

    private static Failed none() {
        return new Failed(new Failure.NotFound("There is no such role."));
    }
}
