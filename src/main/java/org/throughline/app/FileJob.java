package org.throughline.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.throughline.database.backup.BackupRun;
import org.throughline.database.backup.BackupRuns;
import org.throughline.kernel.Failed;

/**
 * Makes files by itself, and keeps what became of each: a failure is told in words and never thrown.
 *
 * @param what is made: {@code backup}
 */
record FileJob(String what, BackupRuns runs, Clock clock) {
    private static final Logger LOG = System.getLogger(FileJob.class.getName());

    /** Makes a file. */
    @FunctionalInterface
    interface Maker {
        Made make() throws IOException;
    }

    /** What is done once the file is known to be there: older ones are deleted. */
    @FunctionalInterface
    interface Afterwards {
        void run() throws IOException;
    }

    /**
     * A file that is there.
     *
     * @param detail what it holds, in words
     */
    record Made(Path file, long bytes, String detail, Afterwards afterwards) {}

    /** Whether another may begin although none is due. */
    boolean noneIsUnderWay(List<BackupRun> newest) {
        return newest.isEmpty() || newest.getFirst().state(clock.instant()) != BackupRun.State.UNDER_WAY;
    }

    /** Makes one in a run that was begun. */
    void run(long run, Maker maker) {
        try {
            Made made = maker.make();
            runs.taken(run, made.file(), made.bytes(), made.detail(), clock.instant());
            made.afterwards().run();
        } catch (Failed e) {
            failed(run, e.failure().message());
        } catch (FileSystemException e) {
            failed(
                    run,
                    "The folder cannot be written: " + e.getFile() + " "
                            + Objects.requireNonNullElse(e.getReason(), "is not there or closed to the product"));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "Fault in making the " + what, e);
            failed(run, "It could not be written: " + e.getMessage());
        }
    }

    private void failed(long run, String fault) {
        LOG.log(Level.WARNING, "The {0} failed: {1}", what, fault);
        runs.failed(run, fault, clock.instant());
    }
}
