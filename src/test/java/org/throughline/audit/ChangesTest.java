package org.throughline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;
import org.throughline.database.TestDatabase;

/** What was changed since a moment, on the real database. */
class ChangesTest {
    private static final Database DATABASE = TestDatabase.fresh();
    private static final AuditTrail TRAIL = new AuditTrail(DATABASE);
    private static final Caller CALLER = new Caller("account/1", "Dr. Ito", Rights.EVERYTHING);

    @AfterAll
    static void close() {
        TRAIL.close();
    }

    private static Access access(Action action, int type, int status, Long... patients) {
        return Access.of(Instant.now(), CALLER, action, type, "x", status, Set.of(patients));
    }

    private static Changes since(String moment) {
        return DATABASE.read(connection -> Changes.since(connection, moment));
    }

    private static String now() {
        return DATABASE.read(Changes::now);
    }

    private static void writeLate(Connection connection, long patient) throws SQLException {
        TRAIL.meet(access(Action.UPDATE, 3, 200, patient).agent());
        Pipeline pipeline = new Pipeline();
        TRAIL.write(pipeline, connection, List.of(access(Action.UPDATE, 3, 200, patient)));
        pipeline.send(connection);
    }

    @Test
    void writesAreToldOnceAndReadsAndRefusalsNever() {
        String before = now();
        TRAIL.record(access(Action.READ, 3, 200, 7L));
        TRAIL.record(access(Action.CREATE, 3, 403, 7L));
        TRAIL.record(access(Action.CREATE, 3, 201, 7L, 8L));
        Changes first = since(before);
        assertEquals(List.of(new Changes.Change(3, Set.of(7L, 8L))), first.changes());
        assertEquals(List.of(), since(first.now()).changes());
    }

    @Test
    void aLongTransactionHidesNothingAndIsToldWhenItIsCommitted() throws SQLException {
        String before = now();
        try (Connection late = DATABASE.dataSource().getConnection()) {
            late.setAutoCommit(false);
            writeLate(late, 1);
            TRAIL.record(access(Action.UPDATE, 3, 200, 2L));
            Changes meanwhile = since(before);
            assertEquals(List.of(new Changes.Change(3, Set.of(2L))), meanwhile.changes());
            late.commit();
            Changes after = since(meanwhile.now());
            assertEquals(List.of(new Changes.Change(3, Set.of(1L))), after.changes());
            assertEquals(List.of(), since(after.now()).changes());
        }
    }

    @Test
    void whereThereIsTooMuchItIsSaid() throws SQLException {
        String before = now();
        DATABASE.inTransaction(connection -> {
            for (long patient = 0; patient <= Changes.MOST; patient++) {
                writeLate(connection, patient);
            }
            return true;
        });
        Changes changes = since(before);
        assertFalse(changes.whole());
        assertEquals(Changes.MOST, changes.changes().size());
        assertTrue(since(changes.now()).whole());
    }
}
