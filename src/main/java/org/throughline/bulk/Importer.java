package org.throughline.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.record.Records;

/**
 * Imports files, in any order: what refers to something that is not there yet is tried again once the others are in.
 * Each portion and its entry in the journal are one transaction, so an import that is broken off goes on where it was.
 * One thread reads, several write.
 */
public final class Importer {
    private final Journal journal;
    private final LineReader lines;
    private final ImportProgress progress;
    private final PortionWriter writer;
    private final Map<Path, BitSet> rejected = new HashMap<>();

    public Importer(
            Database database,
            Records records,
            Types types,
            InstantSource clock,
            Caller caller,
            ImportProgress progress) {
        this.journal = new Journal(database);
        this.lines = new LineReader(types, clock);
        this.progress = progress;
        this.writer = new PortionWriter(records, caller, progress);
    }

    /**
     * Imports all files below these paths.
     *
     * @return what is referred to and is nowhere to be found now: {@code Patient/1}
     * @throws IOException when a path cannot be read
     */
    public List<String> run(List<Path> paths) throws IOException {
        List<ImportFile> waiting = ImportFile.below(paths);
        long before = -1;
        while (!waiting.isEmpty()) {
            if (writer.written() == before) {
                writer.beginLastRound();
            }
            before = writer.written();
            try (Crew crew = new Crew()) {
                waiting = new Round(crew).read(waiting);
            }
        }
        return writer.missing();
    }

    /** Goes through files once. */
    private final class Round {
        private final Crew crew;
        private final ConcurrentLinkedQueue<ImportFile> waiting = new ConcurrentLinkedQueue<>();
        private @Nullable Portion last;

        Round(Crew crew) {
            this.crew = crew;
        }

        /** Reads the files and returns those that hold what must wait for others. */
        List<ImportFile> read(List<ImportFile> files) throws IOException {
            FileReader reader = new FileReader(lines, writer, this::hand);
            for (ImportFile file : files) {
                byte[] digest = file.digest();
                Set<Long> done = journal.done(digest);
                if (Journal.isWhole(done)) {
                    progress.skipped(file.path());
                } else {
                    progress.began(file.path(), file.size());
                    FileRun run = new FileRun(
                            file, digest, done, rejected.computeIfAbsent(file.path(), path -> new BitSet()));
                    reader.read(run);
                    closed(run);
                }
            }
            crew.await();
            return new ArrayList<>(waiting);
        }

        private void hand(Portion portion, long bytes) {
            Portion before = last;
            boolean follows =
                    before != null && before.run() == portion.run() && (before.inOrder() || portion.inOrder());
            if (follows) {
                crew.await();
            }
            last = portion;
            portion.run().open();
            crew.submit(bytes, () -> {
                writer.write(portion);
                closed(portion.run());
            });
        }

        /** A portion of a file, or the reading of it, is done. */
        private void closed(FileRun run) {
            if (!run.close()) {
                return;
            }
            if (run.isDeferred()) {
                waiting.add(run.file());
            } else if (run.isWhole()) {
                journal.addWhole(run.digest());
            }
        }
    }
}
