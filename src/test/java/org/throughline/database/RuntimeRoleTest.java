package org.throughline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.kernel.Failed;

/** What the product could not do even if somebody had SQL of their own run by it. */
class RuntimeRoleTest {
    private static final String DENIED = "42501";
    private static final Database database = TestDatabase.fresh();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE thing (id int)",
                "CREATE SCHEMA elsewhere",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE ROLE another",
                "CREATE DATABASE another",
                "ALTER TABLE resource ADD COLUMN more int",
                "ALTER TABLE access DISABLE TRIGGER ALL",
                "DROP TABLE access",
                "DROP INDEX access_by_patient",
                "TRUNCATE resource",
                "TRUNCATE access",
                "UPDATE access SET target = ''",
                "DELETE FROM access",
                "UPDATE agent SET display = ''",
                "DELETE FROM agent",
                "UPDATE seal SET entries = 0",
                "DELETE FROM seal",
                "COMMENT ON TABLE access IS ''",
                "SET ROLE throughline",
                "SET SESSION AUTHORIZATION throughline",
                "ALTER SYSTEM SET fsync = off",
                "SET session_replication_role = replica",
                "UPDATE migration SET success = false",
                "SELECT * FROM migration",
                "SELECT pg_read_file('/etc/passwd')",
                "COPY resource TO PROGRAM 'true'",
                "COPY resource TO '/tmp/throughline-copy'",
                "SELECT * FROM pg_authid",
                "SELECT lo_import('/etc/passwd')"
            })
    void isDenied(String sql) {
        assertEquals(DENIED, assertThrows(SQLException.class, () -> run(sql)).getSQLState());
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            Statements.execute(connection, sql);
        }
    }

    @Test
    void anOwnersClusterIsUsedByTwoUsersAndKeepsTheirRights() {
        DatabaseSettings.Outside one = TestDatabase.outside();
        DatabaseSettings.Outside two =
                new DatabaseSettings.Outside(one.url(), "a \"strange\" user", "p'w", one.user(), one.password());
        for (int start = 0; start < 2; start++) {
            try (Database opened = Database.open(two)) {
                assertEquals(
                        "a \"strange\" user", opened.read(connection -> Statements.one(connection, "SELECT user")));
                assertEquals("0", opened.read(connection -> Statements.one(connection, "SELECT count(*) FROM access")));
                assertThrows(
                        Failed.class,
                        () -> opened.read(connection -> Statements.execute(connection, "CREATE TEMP TABLE t (i int)")));
            }
        }
    }
}
