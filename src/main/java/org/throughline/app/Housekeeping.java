package org.throughline.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.seal.Chain;
import org.throughline.events.reminder.Reminders;
import org.throughline.kernel.Failed;
import org.throughline.packages.Packages;
import org.throughline.privacy.watch.Watch;
import org.throughline.record.Records;
import org.throughline.search.AddedParameters;
import org.throughline.search.Reindexing;
import org.throughline.ui.Warning;

/**
 * What is done from time to time while the product runs: the deltas of the counts are folded, the trail is watched for odd
 * accesses, backups are taken, the downtime pack is made anew, tokens and drafts that have run out are removed, packages that were loaded are noticed, search parameters that
 * clients posted and packages brought come into
 * force, indexes are made anew.
 */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final int PAUSE_SECONDS = 2;
    private static final int SEALING_PAUSE_MILLIS = 700;
    private static final int BACKUP_PAUSE_SECONDS = 20;
    private static final int TOLERATED_DELTAS = 500;
    private static final int CHECKING_PAUSE_SECONDS = 10;

    private final BackupSchedule backups;
    private final Chain chain;
    private final Watch watch;
    private final Records records;
    private final Packages packages;
    private final AddedParameters parameters;
    private final Reindexing reindexing;
    private final @Nullable Reminders reminders;
    private final Runnable newPackages;
    private final Runnable sweeper;
    private final DowntimeSchedule packs;
    private final Runnable results;
    private final Runnable rechecks;
    private volatile String warning = "";
    private volatile String packWarning = "";
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());
    private final ScheduledExecutorService sealer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sealing").factory());
    private final ScheduledExecutorService reminder = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reminders").factory());
    private final ScheduledFuture<?> reminding = reminder.scheduleWithFixedDelay(this::remind, 1, 1, TimeUnit.MINUTES);
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("backups").factory());
    private final ScheduledFuture<?> backing =
            keeper.scheduleWithFixedDelay(this::backUp, PAUSE_SECONDS, BACKUP_PAUSE_SECONDS, TimeUnit.SECONDS);
    private final ScheduledExecutorService packer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("downtime").factory());
    private final ScheduledFuture<?> packing =
            packer.scheduleWithFixedDelay(this::pack, PAUSE_SECONDS, BACKUP_PAUSE_SECONDS, TimeUnit.SECONDS);
    private final ScheduledFuture<?> sealing = sealer.scheduleWithFixedDelay(
            this::seal, SEALING_PAUSE_MILLIS, SEALING_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    private final ScheduledFuture<?> folding =
            clockwork.scheduleWithFixedDelay(this::fold, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    private final ScheduledFuture<?> watching =
            clockwork.scheduleWithFixedDelay(this::watch, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    private final ScheduledFuture<?> sweeping = clockwork.scheduleWithFixedDelay(this::sweep, 1, 60, TimeUnit.MINUTES);
    private final ScheduledExecutorService resulter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("results").factory());
    private final ScheduledFuture<?> resulting =
            resulter.scheduleWithFixedDelay(this::result, BACKUP_PAUSE_SECONDS, BACKUP_PAUSE_SECONDS, TimeUnit.SECONDS);
    private final ScheduledExecutorService checker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("checks").factory());
    private final ScheduledFuture<?> checking =
            checker.scheduleWithFixedDelay(this::check, PAUSE_SECONDS, CHECKING_PAUSE_SECONDS, TimeUnit.SECONDS);
    private final ScheduledFuture<?> indexing =
            clockwork.scheduleWithFixedDelay(this::index, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);

    /**
     * Begins with it.
     *
     * @param newPackages is told when packages have come or gone
     * @param sweeper removes what has run out
     * @param results sorts reports that have come and tells others of those that nobody looks at
     * @param rechecks checks again what is taken where something has changed
     * @param reminders what reminds patients; null when nothing can leave
     */
    Housekeeping(
            BackupSchedule backups,
            DowntimeSchedule packs,
            Chain chain,
            Watch watch,
            Records records,
            Packages packages,
            AddedParameters parameters,
            Reindexing reindexing,
            Runnable newPackages,
            Runnable sweeper,
            Runnable results,
            Runnable rechecks,
            @Nullable Reminders reminders) {
        this.results = results;
        this.rechecks = rechecks;
        this.reminders = reminders;
        this.backups = backups;
        this.packs = packs;
        this.newPackages = newPackages;
        this.chain = chain;
        this.watch = watch;
        this.sweeper = sweeper;
        this.records = records;
        this.packages = packages;
        this.parameters = parameters;
        this.reindexing = reindexing;
    }

    /** What administrators are to be warned of, as it was a moment ago. */
    List<Warning> warnings() {
        return Stream.of(
                        new Warning("Backups", warning, "/admin/backups"),
                        new Warning("Downtime pack", packWarning, "/admin/downtime"))
                .filter(each -> !each.text().isEmpty())
                .toList();
    }

    private void pack() {
        try {
            packs.step();
            packWarning = packs.warning();
        } catch (Failed e) {
            LOG.log(
                    Level.DEBUG,
                    "The downtime pack is looked after later: {0}",
                    e.failure().message());
        } catch (RuntimeException e) {
            // What is thrown here would end the task for good.
            LOG.log(Level.ERROR, "Fault in looking after the downtime pack; it is tried again", e);
        }
    }

    private void backUp() {
        try {
            warning = backups.warning();
            backups.step();
            warning = backups.warning();
        } catch (Failed e) {
            LOG.log(
                    Level.DEBUG,
                    "Backups are looked after later: {0}",
                    e.failure().message());
        } catch (RuntimeException e) {
            // What is thrown here would end the task for good.
            LOG.log(Level.ERROR, "Fault in looking after backups; it is tried again", e);
        }
    }

    private void result() {
        try {
            results.run();
        } catch (Failed e) {
            LOG.log(Level.DEBUG, "Results are sorted later: {0}", e.failure().message());
        } catch (RuntimeException e) {
            // What is thrown here would end the task for good.
            LOG.log(Level.ERROR, "Fault in sorting results; it is tried again", e);
        }
    }

    private void check() {
        try {
            rechecks.run();
        } catch (Failed e) {
            LOG.log(
                    Level.WARNING,
                    "What is taken is checked again later: {0}",
                    e.failure().message());
        } catch (RuntimeException e) {
            // What is thrown here would end the task for good.
            LOG.log(Level.ERROR, "Fault in checking again what is taken; it is tried again", e);
        }
    }

    private void seal() {
        try {
            chain.extend();
        } catch (Failed e) {
            LOG.log(Level.DEBUG, "The trail is sealed later: {0}", e.failure().message());
        } catch (RuntimeException e) {
            // What is thrown here would end the task for good.
            LOG.log(Level.ERROR, "Fault in sealing the trail; it is tried again", e);
        }
    }

    private void watch() {
        try {
            boolean more = true;
            while (more && !watching.isCancelled()) {
                more = watch.step();
            }
        } catch (Failed e) {
            LOG.log(Level.DEBUG, "The trail is watched later: {0}", e.failure().message());
        } catch (RuntimeException e) {
            // What is thrown here would end the task for good.
            LOG.log(Level.ERROR, "Fault in watching the trail; it is tried again", e);
        }
    }

    private void remind() {
        Reminders due = reminders;
        if (due == null) {
            return;
        }
        try {
            due.look();
            boolean more = true;
            while (more && !reminding.isCancelled()) {
                more = due.step();
            }
        } catch (Failed e) {
            LOG.log(
                    Level.WARNING,
                    "Patients are reminded later: {0}",
                    e.failure().message());
        } catch (RuntimeException e) {
            // What is thrown here would end the task for good.
            LOG.log(Level.ERROR, "Fault in reminding patients; it is tried again", e);
        }
    }

    private void fold() {
        try {
            records.foldTally(TOLERATED_DELTAS);
        } catch (Failed e) {
            LOG.log(Level.DEBUG, "The counts are folded later: {0}", e.failure().message());
        }
    }

    private void sweep() {
        try {
            sweeper.run();
        } catch (Failed e) {
            LOG.log(
                    Level.DEBUG,
                    "What has run out is swept later: {0}",
                    e.failure().message());
        }
    }

    private void index() {
        try {
            if (packages.refresh()) {
                newPackages.run();
            }
            parameters.refresh();
            boolean more = true;
            while (more && !indexing.isCancelled()) {
                more = parameters.step() || reindexing.step();
            }
        } catch (Failed e) {
            LOG.log(
                    Level.DEBUG,
                    "The index is made anew later: {0}",
                    e.failure().message());
        } catch (RuntimeException e) {
            // What is thrown here would end the task for good.
            LOG.log(Level.ERROR, "Fault in indexing; it is tried again", e);
        }
    }

    @Override
    public void close() {
        reminding.cancel(false);
        reminder.shutdown();
        backing.cancel(false);
        keeper.shutdown();
        packing.cancel(false);
        packer.shutdown();
        resulting.cancel(false);
        resulter.shutdown();
        checking.cancel(false);
        checker.shutdown();
        sealing.cancel(false);
        sealer.shutdown();
        watching.cancel(false);
        folding.cancel(false);
        sweeping.cancel(false);
        indexing.cancel(false);
        clockwork.shutdown();
    }
}
