package org.throughline.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.throughline.clinic.downtime.PackPlan;
import org.throughline.database.backup.BackupRun;
import org.throughline.database.backup.BackupRuns;

/** Makes the downtime pack anew while the product runs. Of several processes one does it at a time. */
final class DowntimeSchedule {
    private static final Logger LOG = System.getLogger(DowntimeSchedule.class.getName());

    private final Maker maker;
    private final Supplier<Optional<PackPlan>> plan;
    private final BackupRuns runs;
    private final FileJob job;
    private final Clock clock;

    DowntimeSchedule(Maker maker, Supplier<Optional<PackPlan>> plan, BackupRuns runs, Clock clock) {
        this.maker = maker;
        this.plan = plan;
        this.runs = runs;
        this.job = new FileJob("downtime pack", runs, clock);
        this.clock = clock;
    }

    /** Makes a pack. */
    @FunctionalInterface
    interface Maker {
        FileJob.Made make(PackPlan plan) throws IOException;
    }

    /** Makes one if it is time; returns when it is there. */
    void step() {
        plan.get()
                .ifPresent(planned -> runs.begin(clock.instant(), newest -> planned.isDue(newest, clock.instant()))
                        .ifPresent(run -> make(run, planned)));
    }

    /** Begins to make one, unless one is under way, and returns at once. */
    void makeNow() {
        plan.get()
                .ifPresent(planned -> runs.begin(clock.instant(), job::noneIsUnderWay)
                        .ifPresent(run -> Thread.ofVirtual().name("downtime").start(() -> make(run, planned))));
    }

    private void make(long run, PackPlan planned) {
        Optional<Path> before = runs.lastTaken().map(BackupRun::file).map(Path::of);
        job.run(run, () -> {
            FileJob.Made made = maker.make(planned);
            return new FileJob.Made(made.file(), made.bytes(), made.detail(), () -> {
                made.afterwards().run();
                moved(before, made.file());
            });
        });
    }

    /** When another folder was chosen, none stays behind in the one before. */
    private static void moved(Optional<Path> before, Path now) throws IOException {
        if (before.isPresent() && !before.get().resolveSibling("").equals(now.resolveSibling(""))) {
            DowntimePacks.delete(before.get().resolveSibling(""), now);
        }
    }

    /** Deletes what there is. */
    void deleteLast() {
        runs.lastTaken().map(BackupRun::file).map(Path::of).ifPresent(file -> {
            try {
                DowntimePacks.delete(file.resolveSibling(""), Path.of(""));
            } catch (IOException e) {
                LOG.log(Level.WARNING, "The last downtime pack could not be deleted", e);
            }
        });
    }

    /** What administrators are to be warned of; empty when all is as planned. */
    String warning() {
        if (plan.get().isEmpty()) {
            return "";
        }
        Instant now = clock.instant();
        List<BackupRun> newest = runs.newest(1);
        if (!newest.isEmpty() && newest.getFirst().state(now) == BackupRun.State.FAILED) {
            return "The last downtime pack could not be made: "
                    + newest.getFirst().why();
        }
        boolean stale = runs.lastTaken()
                .filter(run -> PackPlan.isStale(run.begun(), now))
                .isPresent();
        return stale ? "The downtime pack is older than 45 minutes." : "";
    }
}
