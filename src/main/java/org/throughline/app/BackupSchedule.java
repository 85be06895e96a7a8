package org.throughline.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.database.backup.Backup;
import org.throughline.database.backup.BackupPlan;
import org.throughline.database.backup.BackupRun;
import org.throughline.database.backup.BackupRuns;
import org.throughline.kernel.Failed;

/** Takes the backups that were planned on the admin screen, and one at once when somebody wants it. */
final class BackupSchedule {
    private static final Logger LOG = System.getLogger(BackupSchedule.class.getName());

    private final Taker taker;
    private final PlanSource plan;
    private final BackupRuns runs;
    private final Clock clock;

    BackupSchedule(Taker taker, PlanSource plan, BackupRuns runs, Clock clock) {
        this.taker = taker;
        this.plan = plan;
        this.runs = runs;
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
                .ifPresent(planned -> runs.begin(clock.instant(), this::noneIsUnderWay)
                        .ifPresent(run -> Thread.ofVirtual().name("backup").start(() -> take(run, planned, by))));
    }

    private boolean noneIsUnderWay(List<BackupRun> newest) {
        return newest.isEmpty() || newest.getFirst().state(clock.instant()) != BackupRun.State.UNDER_WAY;
    }

    private void take(long run, BackupPlan planned, Caller by) {
        try {
            Backup backup = taker.take(by, planned.folder());
            runs.taken(run, backup, clock.instant());
            Backup.keepNewest(planned.folder(), planned.kept());
        } catch (Failed e) {
            failed(run, e.failure().message());
        } catch (FileSystemException e) {
            failed(
                    run,
                    "The folder cannot be written: " + e.getFile() + " "
                            + Objects.requireNonNullElse(e.getReason(), "is not there or closed to the product"));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "Fault in taking a backup", e);
            failed(run, "It could not be written: " + e.getMessage());
        }
    }

    private void failed(long run, String fault) {
        LOG.log(Level.WARNING, "The backup failed: {0}", fault);
        runs.failed(run, fault, clock.instant());
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
