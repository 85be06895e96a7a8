package org.throughline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The operator's own PostgreSQL, and folders that are not ours to use. */
class OutsideDatabaseTest {
    private static final String TABLES =
            "SELECT count(*) FROM information_schema.tables WHERE table_name IN ('account', 'resource')";

    @Test
    void anEmptyDatabaseGetsItsTablesAndKeepsThem() {
        DatabaseSettings.Outside outside = TestDatabase.outside();
        for (int start = 0; start < 2; start++) {
            try (Database database = Database.open(outside)) {
                assertEquals("2", database.read(connection -> Statements.one(connection, TABLES)));
            }
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutRepeatingIt() {
        DatabaseSettings.Outside right = TestDatabase.outside();
        DatabaseSettings.Outside wrong = new DatabaseSettings.Outside(right.url(), right.user(), "not-this-one");
        assertFalse(wrong.toString().contains("not-this-one"));
        Failed failed = assertThrows(Failed.class, () -> Database.open(wrong));
        assertInstanceOf(Failure.Unavailable.class, failed.failure());
        assertFalse(failed.failure().message().contains("not-this-one"));
    }

    @Test
    void aDatabaseThatCannotBeReachedIsTold() {
        DatabaseSettings.Outside nowhere =
                new DatabaseSettings.Outside("jdbc:postgresql://127.0.0.1:1/nothing?connectTimeout=1", "a", "b");
        Failed failed = assertThrows(Failed.class, () -> Reach.check(nowhere, Duration.ZERO));
        assertInstanceOf(Failure.Unavailable.class, failed.failure());
    }

    @Test
    void aFolderOfAnotherMajorVersionIsLeftAsItIs(@TempDir Path folder) throws IOException {
        Path cluster = Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
        Failed failed = assertThrows(Failed.class, () -> EmbeddedServer.start(folder, List.of()));
        assertTrue(failed.failure().message().contains("PostgreSQL 17"));
        assertTrue(failed.failure().message().contains("throughline export"));
        assertFalse(Files.exists(cluster.resolve("postgresql.conf")));
    }
}
