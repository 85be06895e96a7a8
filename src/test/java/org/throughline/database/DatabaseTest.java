package org.throughline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

class DatabaseTest {
    private static final Database database = TestDatabase.owner(TestDatabase.fresh());

    @BeforeAll
    static void aTable() {
        database.read(connection -> Statements.execute(connection, "CREATE TABLE thing (id int PRIMARY KEY)"));
    }

    @Test
    void whatFailsIsRolledBack() {
        assertThrows(
                IllegalStateException.class,
                () -> database.inTransaction(connection -> {
                    Statements.execute(connection, "INSERT INTO thing VALUES (1)");
                    throw new IllegalStateException("on purpose");
                }));
        assertEquals(
                "0",
                database.read(connection -> Statements.one(connection, "SELECT count(*) FROM thing WHERE id = 1")));
    }

    @Test
    void aDeadlockIsTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        String answer = database.inTransaction(connection -> {
            if (attempts.incrementAndGet() < 3) {
                throw new SQLException("deadlock", "40P01");
            }
            return "done";
        });
        assertEquals("done", answer);
        assertEquals(3, attempts.get());
    }

    @Test
    void endlessConflictsAreReported() {
        Failed failed = assertThrows(
                Failed.class,
                () -> database.inTransaction(connection -> {
                    throw new SQLException("conflict", "40001");
                }));
        assertInstanceOf(Failure.Conflict.class, failed.failure());
    }

    @Test
    void aStatementOutOfTimeIsTooCostly() {
        Failed failed = assertThrows(
                Failed.class,
                () -> database.inTransaction(
                        connection -> Statements.execute(connection, "SET LOCAL statement_timeout = 20")
                                && Statements.execute(connection, "SELECT pg_sleep(5)")));
        assertInstanceOf(Failure.TooCostly.class, failed.failure());
    }

    @Test
    void aFaultOfOursTellsNothingButANumber() {
        Failed failed = assertThrows(
                Failed.class,
                () -> database.read(connection -> Statements.execute(connection, "SELECT * FROM nowhere")));
        String told = failed.failure().message();
        assertTrue(told.matches("An internal fault, number [0-9a-f]{8}\\."), told);
    }

    @Test
    void theServerIsDurableAndChecksItsPages() {
        assertEquals("on", database.read(connection -> Statements.one(connection, "SHOW data_checksums")));
        assertEquals("on", database.read(connection -> Statements.one(connection, "SHOW synchronous_commit")));
        assertEquals("UTC", database.read(connection -> Statements.one(connection, "SHOW timezone")));
        assertEquals(
                "b C.UTF-8",
                database.read(
                        connection -> Statements.one(
                                connection,
                                "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()")));
    }

    @Test
    void theProgramsAreOfTheVersionThatTheirFolderNames() {
        assertEquals(Binaries.VERSION, database.read(connection -> Statements.one(connection, "SHOW server_version")));
        assertTrue(Binaries.VERSION.startsWith(Binaries.MAJOR + "."));
    }
}
