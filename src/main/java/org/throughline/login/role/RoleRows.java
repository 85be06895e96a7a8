package org.throughline.login.role;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.throughline.access.Duty;
import org.throughline.access.Filter;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.database.Sql;
import org.throughline.login.account.AccountKind;

/** How roles lie in the tables {@code role} and {@code permission}. */
final class RoleRows {
    private static final String SELECT =
            "SELECT role, version, code, name, held_by, purpose, clearances, duties FROM role";

    private RoleRows() {}

    static List<Role> all(Connection connection) throws SQLException {
        return Sql.list(connection, row -> role(connection, row), SELECT + " ORDER BY role");
    }

    static Optional<Role> find(Connection connection, int number) throws SQLException {
        return Sql.first(connection, row -> role(connection, row), SELECT + " WHERE role = ?", number);
    }

    /** Stores a new role and gives its number. */
    static int insert(Connection connection, Role role) throws SQLException {
        int number = Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "INSERT INTO role (code, name, held_by, purpose, clearances, duties)"
                                + " VALUES (?, ?, ?, ?, ?, ?) RETURNING role",
                        role.code(),
                        role.name(),
                        role.heldBy().name(),
                        role.purpose().name(),
                        texts(role.clearances()),
                        names(role.duties()))
                .orElseThrow();
        insertPermissions(connection, number, role.permissions());
        return number;
    }

    /** Stores a changed role, unless it is of another version by now. */
    static boolean update(Connection connection, Role role) throws SQLException {
        int updated = Sql.change(
                connection,
                "UPDATE role SET name = ?, purpose = ?, clearances = ?, duties = ?, version = version + 1"
                        + " WHERE role = ? AND version = ?",
                role.name(),
                role.purpose().name(),
                texts(role.clearances()),
                names(role.duties()),
                role.number(),
                role.version());
        if (updated == 1) {
            Sql.change(connection, "DELETE FROM permission WHERE role = ?", role.number());
            insertPermissions(connection, role.number(), role.permissions());
        }
        return updated == 1;
    }

    private static void insertPermissions(Connection connection, int role, List<Permission> permissions)
            throws SQLException {
        for (Permission permission : permissions) {
            Sql.change(
                    connection,
                    "INSERT INTO permission (role, types, interactions, extent, filters) VALUES (?, ?, ?, ?, ?)",
                    role,
                    texts(permission.types()),
                    Interaction.letters(permission.interactions()),
                    permission.extent().name(),
                    permission.filters().stream()
                            .map(filter -> filter.parameter() + "=" + filter.value())
                            .toArray(String[]::new));
        }
    }

    private static Role role(Connection connection, ResultSet row) throws SQLException {
        int number = row.getInt("role");
        return new Role(
                number,
                row.getInt("version"),
                row.getString("code"),
                row.getString("name"),
                AccountKind.valueOf(row.getString("held_by")),
                Purpose.valueOf(row.getString("purpose")),
                Set.copyOf(Sql.texts(row, "clearances")),
                Sql.texts(row, "duties").stream().map(Duty::valueOf).collect(Collectors.toSet()),
                permissions(connection, number));
    }

    private static List<Permission> permissions(Connection connection, int role) throws SQLException {
        return Sql.list(
                connection,
                RoleRows::permission,
                "SELECT types, interactions, extent, filters FROM permission WHERE role = ? ORDER BY permission",
                role);
    }

    private static Permission permission(ResultSet row) throws SQLException {
        return new Permission(
                new TreeSet<>(Sql.texts(row, "types")),
                Interaction.ofLetters(row.getString("interactions")),
                Extent.valueOf(row.getString("extent")),
                Sql.texts(row, "filters").stream().map(RoleRows::filter).toList());
    }

    private static Filter filter(String text) {
        int equals = text.indexOf('=');
        return new Filter(text.substring(0, equals), text.substring(equals + 1));
    }

    private static String[] texts(Collection<String> texts) {
        return texts.stream().sorted().toArray(String[]::new);
    }

    private static String[] names(Set<Duty> duties) {
        return duties.isEmpty()
                ? new String[0]
                : EnumSet.copyOf(duties).stream().map(Duty::name).toArray(String[]::new);
    }
}
