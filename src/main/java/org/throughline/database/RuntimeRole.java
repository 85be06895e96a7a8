package org.throughline.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The role that the running product works as. It reads and writes rows, but changes no table, and of a table whose
 * comment is {@code append only} it changes and deletes no row. So whoever found a way to have SQL of their own run could
 * not take anything out of the audit trail. Only the owner, who brings the tables up to date, can do more.
 *
 * @see <a href="https://www.postgresql.org/docs/15/ddl-priv.html">PostgreSQL, Privileges</a>
 */
final class RuntimeRole {
    /** Of several processes that start at once, one after the other does this. */
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('throughline runtime role'))";

    private static final String MAKE = "SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE"
            + " NOINHERIT NOREPLICATION NOBYPASSRLS PASSWORD %L', ?, ?)"
            + " WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ?)";

    private static final List<String> GRANTS = List.of(
            "format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database())",
            "format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), ?)",
            "format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', current_schema(), ?)",
            "format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO %I', current_schema(), ?)",
            "format('REVOKE ALL ON %I FROM %I', '" + Migrations.TABLE + "', ?)");

    private static final String APPEND_ONLY = "SELECT format('REVOKE UPDATE, DELETE ON %I FROM %I', c.relname, ?)"
            + " FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
            + " AND obj_description(c.oid, 'pg_class') = 'append only'";

    private RuntimeRole() {}

    /**
     * Makes the role when it is missing, and gives it its rights anew, as the tables now are.
     *
     * @throws Failed with {@link Failure.Unavailable} when the owner may not do that
     */
    static void prepare(DatabaseSettings.Outside database) {
        if (!database.isSeparate()) {
            return;
        }
        try (Connection owner =
                DriverManager.getConnection(database.url(), database.owner(), database.ownerPassword())) {
            owner.setAutoCommit(false);
            run(owner, ALONE);
            runEach(owner, MAKE, database.user(), database.password(), database.user());
            for (String grant : GRANTS) {
                runEach(owner, "SELECT " + grant, grant.contains("?") ? new String[] {database.user()} : new String[0]);
            }
            runEach(owner, APPEND_ONLY, database.user());
            owner.commit();
        } catch (SQLException e) {
            throw new Failed(
                    new Failure.Unavailable("The database's owner " + database.owner() + " cannot give the user "
                            + database.user() + " its rights: " + e.getMessage()),
                    e);
        }
    }

    /** Runs each statement that a query gives, with names quoted by the database itself. */
    private static void runEach(Connection owner, String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    run(owner, row.getString(1));
                }
            }
        }
    }

    private static void run(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
