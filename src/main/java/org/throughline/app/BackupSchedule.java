package org.throughline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.database.backup.Backup;
import org.throughline.database.backup.BackupPlan;
import org.throughline.database.backup.BackupRun;
import org.throughline.database.backup.BackupRuns;

/** Takes the backups that were planned on the admin screen, and one at once when somebody wants it. */
final class BackupSchedule {
    private final Taker taker;
    private final PlanSource plan;
    private final BackupRuns runs;
    private final FileJob job;
    private final Clock clock;

    BackupSchedule(Taker taker, PlanSource plan, BackupRuns runs, Clock clock) {
        this.taker = taker;
        this.plan = plan;
        this.runs = runs;
        this.job = new FileJob("backup", runs, clock);
        this.clock = clock;
    }

    /** Takes a backup. */
    @FunctionalInterface
    interface Taker {
        Backup take(Caller by, Path folder) throws IOException;
    }

    /** What is planned now; empty for nothing. */
    @FunctionalInterface
    interface PlanSource {
        Optional<BackupPlan> plan();
    }

    /** Takes one if it is time; returns when it is there. */
    void step() {
        plan.plan()
                .ifPresent(planned -> runs.begin(clock.instant(), newest -> planned.isDue(newest, clock.instant()))
                        .ifPresent(run -> take(run, planned, Installation.operator())));
    }

    /** Begins to take one, unless one is under way, and returns at once; what becomes of it is among the runs. */
    void takeNow(Caller by) {
        plan.plan()
                .ifPresent(planned -> runs.begin(clock.instant(), job::noneIsUnderWay)
                        .ifPresent(run -> Thread.ofVirtual().name("backup").start(() -> take(run, planned, by))));
    }

    private void take(long run, BackupPlan planned, Caller by) {
        job.run(run, () -> {
            Backup backup = taker.take(by, planned.folder());
            return new FileJob.Made(
                    backup.file(), backup.bytes(), "", () -> Backup.keepNewest(planned.folder(), planned.kept()));
        });
    }

    /** What administrators are to be warned of; empty when all is as planned. */
    String warning() {
        Optional<BackupPlan> planned = plan.plan();
        if (planned.isEmpty()) {
            return "";
        }
        Instant now = clock.instant();
        List<BackupRun> newest = runs.newest(1);
        boolean failed = !newest.isEmpty() && newest.getFirst().state(now) == BackupRun.State.FAILED;
        boolean missing = runs.lastTaken()
                .map(BackupRun::begun)
                .map(taken -> planned.get().isMissing(taken, now))
                .orElse(false);
        if (failed) {
            return "The last backup failed.";
        }
        return missing ? "Backups are missing: the last is older than planned." : "";
    }
}
