package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.database.Database;
import org.throughline.database.TestDatabase;
import org.throughline.database.backup.Backup;
import org.throughline.database.backup.BackupPlan;
import org.throughline.database.backup.BackupRun;
import org.throughline.database.backup.BackupRuns;

/** Planned backups, with a taker that does as the test says. */
class BackupScheduleTest {
    private static final Instant NOW = Instant.parse("2026-01-11T03:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private BackupSchedule schedule(Database database, BackupSchedule.Taker taker, Instant at) {
        BackupPlan plan = new BackupPlan(folder, LocalTime.of(2, 0), 2, ZoneOffset.UTC);
        return new BackupSchedule(
                taker,
                () -> Optional.of(plan),
                new BackupRuns(database, BackupRun.Kind.BACKUP),
                Clock.fixed(at, ZoneOffset.UTC));
    }

    private static Backup file(Path folder) throws IOException {
        return new Backup(Files.writeString(folder.resolve("throughline-2026-01-11T030000Z.backup"), "x"), 1);
    }

    @Test
    void ofSeveralProcessesOneTakesThePlannedBackup() throws Exception {
        Database database = TestDatabase.fresh();
        AtomicInteger taken = new AtomicInteger();
        List<Runnable> steps = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            steps.add(schedule(
                    database,
                    (by, into) -> {
                        taken.incrementAndGet();
                        return file(into);
                    },
                    NOW)::step);
        }
        try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
            steps.forEach(processes::execute);
        }
        assertEquals(1, taken.get());
        assertEquals(
                BackupRun.State.TAKEN,
                new BackupRuns(database, BackupRun.Kind.BACKUP)
                        .newest(1)
                        .getFirst()
                        .state(NOW));
    }

    @Test
    void aFailureIsKeptAndWarnedOfUntilABackupIsThere() {
        Database database = TestDatabase.fresh();
        BackupSchedule failing = schedule(
                database,
                (by, into) -> {
                    throw new FileSystemException("/backups", null, "No space left on device");
                },
                NOW);
        assertEquals("", failing.warning());
        failing.step();
        assertEquals("The last backup failed.", failing.warning());
        assertEquals(
                "The folder cannot be written: /backups No space left on device",
                new BackupRuns(database, BackupRun.Kind.BACKUP)
                        .newest(1)
                        .getFirst()
                        .fault());
        BackupSchedule later = schedule(database, (by, into) -> file(into), NOW.plus(Duration.ofMinutes(70)));
        later.step();
        assertEquals("", later.warning());
        BackupSchedule days = schedule(database, (by, into) -> file(into), NOW.plus(Duration.ofDays(2)));
        assertEquals("Backups are missing: the last is older than planned.", days.warning());
    }
}
