package org.throughline.database.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupPlanTest {
    private static final BackupPlan PLAN =
            new BackupPlan(Path.of("/backups"), LocalTime.of(2, 30), 14, ZoneId.of("America/New_York"));

    private static BackupRun taken(String begun) {
        Instant at = Instant.parse(begun);
        return new BackupRun(BackupRun.Kind.BACKUP, 1, at, at.plusSeconds(60), "/backups/x", 1, "", "");
    }

    private static BackupRun failed(String begun) {
        Instant at = Instant.parse(begun);
        return new BackupRun(BackupRun.Kind.BACKUP, 1, at, at.plusSeconds(60), "", 0, "", "The disk is full.");
    }

    @Test
    void oneIsDueWhenItsTimeHasComeAndNotBefore() {
        // 02:30 in New York is 07:30 UTC in winter.
        List<BackupRun> yesterdays = List.of(taken("2026-01-10T07:30:05Z"));
        assertFalse(PLAN.isDue(yesterdays, Instant.parse("2026-01-11T07:29:59Z")));
        assertTrue(PLAN.isDue(yesterdays, Instant.parse("2026-01-11T07:30:00Z")));
        assertTrue(PLAN.isDue(List.of(), Instant.parse("2026-01-11T12:00:00Z")));
    }

    @Test
    void aFailedOneIsTriedAgainAfterAnHour() {
        List<BackupRun> failed = List.of(failed("2026-01-11T07:30:05Z"));
        assertFalse(PLAN.isDue(failed, Instant.parse("2026-01-11T08:00:00Z")));
        assertTrue(PLAN.isDue(failed, Instant.parse("2026-01-11T08:31:00Z")));
    }

    @Test
    void onTheNightOnWhichTheClocksChangeItIsTakenOnce() {
        // On 8 March 2026 there is no 02:30 in New York: it comes at 03:30 summer time, 07:30 UTC.
        List<BackupRun> before = List.of(taken("2026-03-07T07:30:05Z"));
        assertTrue(PLAN.isDue(before, Instant.parse("2026-03-08T07:30:00Z")));
        assertFalse(PLAN.isDue(List.of(taken("2026-03-08T07:30:05Z")), Instant.parse("2026-03-09T06:29:00Z")));
        assertTrue(PLAN.isDue(List.of(taken("2026-03-08T07:30:05Z")), Instant.parse("2026-03-09T06:30:00Z")));
    }

    @Test
    void backupsAreMissingWhenTheLastIsOlderThanPlanned() {
        Instant last = Instant.parse("2026-01-10T07:30:05Z");
        assertFalse(PLAN.isMissing(last, Instant.parse("2026-01-11T08:30:00Z")));
        assertTrue(PLAN.isMissing(last, Instant.parse("2026-01-11T09:31:00Z")));
    }

    @Test
    void oneThatWasBrokenOffCountsAsFailed() {
        BackupRun open =
                new BackupRun(BackupRun.Kind.BACKUP, 1, Instant.parse("2026-01-11T07:30:00Z"), null, "", 0, "", "");
        assertEquals(BackupRun.State.UNDER_WAY, open.state(Instant.parse("2026-01-11T08:00:00Z")));
        assertEquals(BackupRun.State.FAILED, open.state(Instant.parse("2026-01-11T14:00:00Z")));
    }
}
