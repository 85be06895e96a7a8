package org.throughline.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.IndexRows;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/**
 * Imports files, in any order: what refers to something that is not there yet is tried again once the others are in.
 * Each portion and its entry in the journal are one transaction, so an import that is broken off goes on where it was.
 */
public final class Importer {
    private static final int LINES_AT_ONCE = 500;
    private static final long LARGEST_ROUND = 100_000;
    private static final long ITEM_KEYS = Long.MIN_VALUE / 2;

    private final Records records;
    private final Journal journal;
    private final LineReader lines;
    private final Caller caller;
    private final ImportProgress progress;
    private final Set<String> unresolved = new LinkedHashSet<>();
    private final Set<String> rejected = new HashSet<>();
    private long portions;
    private int deferred;
    private boolean lastRound;

    public Importer(
            Database database,
            Records records,
            Types types,
            InstantSource clock,
            Caller caller,
            ImportProgress progress) {
        this.records = records;
        this.journal = new Journal(database);
        this.lines = new LineReader(types, clock);
        this.caller = caller;
        this.progress = progress;
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
            lastRound = portions == before;
            before = portions;
            waiting = read(waiting);
        }
        return unresolved.stream().filter(this::isMissing).sorted().toList();
    }

    private boolean isMissing(String reference) {
        int slash = reference.indexOf('/');
        try {
            records.read(caller, reference.substring(0, slash), reference.substring(slash + 1));
            return false;
        } catch (Failed e) {
            return true;
        }
    }

    /** Reads the files and returns those that hold what must wait for others. */
    private List<ImportFile> read(List<ImportFile> files) throws IOException {
        List<ImportFile> waiting = new ArrayList<>();
        for (ImportFile file : files) {
            deferred = 0;
            read(file);
            if (deferred > 0) {
                waiting.add(file);
            }
        }
        return waiting;
    }

    private void read(ImportFile file) throws IOException {
        byte[] digest = file.digest();
        Set<Long> done = journal.done(digest);
        if (Journal.isWhole(done)) {
            progress.skipped(file.path());
            return;
        }
        progress.began(file.path(), file.size());
        int rejectedBefore = rejected.size();
        try (InputStream in = file.open()) {
            if (file.isJson()) {
                portion(file, digest, 1, in.readAllBytes(), done);
            } else {
                readLines(file, digest, new Lines(in), done);
            }
        }
        if (deferred == 0 && rejected.size() == rejectedBefore) {
            journal.addWhole(digest);
        }
    }

    private void readLines(ImportFile file, byte[] digest, Lines in, Set<Long> done) throws IOException {
        Rounds gathered = new Rounds();
        long first = 1;
        long number = 0;
        for (byte[] line = in.next(); line != null; line = in.next()) {
            number++;
            if (line.length == 0) {
                continue;
            }
            try {
                LineReader.Read read = lines.read(line);
                if (read.atomic()) {
                    write(Portion.ofLine(file, digest, number, read.intents(), true), done);
                } else {
                    for (Intent intent : read.intents()) {
                        gathered.add(number, intent);
                    }
                }
            } catch (Failed e) {
                reject(file, number, e.failure());
            }
            if (gathered.size() >= LINES_AT_ONCE) {
                write(file, digest, first, gathered, done);
                gathered = new Rounds();
                first = number + 1;
            }
        }
        write(file, digest, first, gathered, done);
    }

    private void write(ImportFile file, byte[] digest, long first, Rounds gathered, Set<Long> done) {
        // The first round is named by its line; later ones by a negative number made of line and round.
        long key = first;
        for (List<Portion.Item> round : gathered.inOrder()) {
            write(new Portion(file, digest, key, round, false), done);
            key = key == first ? -first * LARGEST_ROUND - 1 : key - 1;
        }
    }

    private void portion(ImportFile file, byte[] digest, long line, byte[] content, Set<Long> done) {
        try {
            LineReader.Read read = lines.read(content);
            write(Portion.ofLine(file, digest, line, read.intents(), read.atomic()), done);
        } catch (Failed e) {
            reject(file, line, e.failure());
        }
    }

    private void write(Portion portion, Set<Long> done) {
        if (done.contains(portion.key())) {
            progress.written(0, portion.items().size());
            return;
        }
        try {
            write(portion);
        } catch (Failed e) {
            failed(portion, e.failure(), done);
        }
    }

    private void write(Portion portion) {
        List<IndexRows.Reference> pointingNowhere = new ArrayList<>();
        List<Outcome> outcomes = records.write(
                caller,
                portion.intents(),
                (at, written, patients) -> new Access(
                        at,
                        caller.id(),
                        caller.display(),
                        Action.IMPORT,
                        0,
                        0,
                        portion.file().path().getFileName() + ":" + portion.line(),
                        200,
                        patients),
                new Records.Company(
                        pipeline -> Journal.add(pipeline, portion.digest(), portion.key()),
                        portion.atomic() ? null : pointingNowhere::add));
        portions++;
        pointingNowhere.forEach(reference -> unresolved.add(reference.type() + "/" + reference.id()));
        long changed = outcomes.stream()
                .filter(outcome ->
                        outcome.effect() != Outcome.Effect.NOTHING && outcome.effect() != Outcome.Effect.FOUND)
                .count();
        progress.written(changed, outcomes.size() - changed);
    }

    private void reject(ImportFile file, long line, Failure failure) {
        if (rejected.add(file.path() + ":" + line)) {
            progress.rejected(file.path(), line, failure);
        }
    }

    /** A transaction that misses what it refers to waits; lines that belong to nothing are tried one by one. */
    private void failed(Portion portion, Failure failure, Set<Long> done) {
        if (portion.atomic() && mayResolveLater(failure) && !lastRound) {
            deferred++;
        } else if (portion.atomic() || portion.items().size() == 1) {
            reject(portion.file(), portion.line(), failure);
        } else {
            long key = ITEM_KEYS + portion.line() * LARGEST_ROUND;
            for (Portion.Item item : portion.items()) {
                write(new Portion(portion.file(), portion.digest(), key++, List.of(item), false), done);
            }
        }
    }

    private static boolean mayResolveLater(Failure failure) {
        return switch (failure) {
            case Failure.PreconditionFailed ignored -> true;
            case Failure.Invalid invalid ->
                invalid.issues().stream().anyMatch(issue -> issue.code().equals("not-found"));
            default -> false;
        };
    }
}
