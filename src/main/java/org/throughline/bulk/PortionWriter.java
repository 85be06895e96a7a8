package org.throughline.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.IndexRows;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/**
 * Writes portions, each with its entry in the journal in one transaction. One that fails is put off, split into its
 * items, or rejected. Several threads may write at once.
 */
final class PortionWriter {
    private static final long LARGEST_ROUND = 100_000;
    private static final long ITEM_KEYS = Long.MIN_VALUE / 2;

    private final Records records;
    private final Caller caller;
    private final ImportProgress progress;
    private final Unresolved unresolved;
    private final AtomicLong written = new AtomicLong();
    private volatile boolean lastRound;

    PortionWriter(Records records, Caller caller, ImportProgress progress) {
        this.records = records;
        this.caller = caller;
        this.progress = progress;
        this.unresolved = new Unresolved(records::absent);
    }

    /** How many portions were written. */
    long written() {
        return written.get();
    }

    /** From now on, nothing is put off any more. */
    void beginLastRound() {
        lastRound = true;
    }

    void write(Portion portion) {
        if (portion.run().isDone(portion.key())) {
            progress.written(0, portion.items().size());
            return;
        }
        try {
            commit(portion);
        } catch (Failed e) {
            failed(portion, e.failure());
        }
    }

    private void commit(Portion portion) {
        List<IndexRows.Reference> pointingNowhere = new ArrayList<>();
        List<Outcome> outcomes = records.write(
                caller,
                portion.intents(),
                (at, done, patients) -> Access.of(
                        at,
                        caller,
                        Action.IMPORT,
                        0,
                        portion.run().file().path().getFileName() + ":" + portion.line(),
                        200,
                        patients),
                new Records.Company(
                        pipeline -> Journal.add(pipeline, portion.run().digest(), portion.key()),
                        portion.atomic() ? null : pointingNowhere::add,
                        null));
        written.incrementAndGet();
        unresolved.add(pointingNowhere);
        long changed = outcomes.stream()
                .filter(outcome ->
                        outcome.effect() != Outcome.Effect.NOTHING && outcome.effect() != Outcome.Effect.FOUND)
                .count();
        progress.written(changed, outcomes.size() - changed);
    }

    /** What is referred to and is nowhere to be found now: {@code Patient/1}. */
    List<String> missing() {
        return unresolved.names();
    }

    /** A transaction that misses what it refers to waits; lines that belong to nothing are tried one by one. */
    private void failed(Portion portion, Failure failure) {
        if (portion.atomic() && mayResolveLater(failure) && !lastRound) {
            portion.run().defer();
        } else if (portion.atomic() || portion.items().size() == 1) {
            reject(portion.run(), portion.line(), failure);
        } else {
            long key = ITEM_KEYS + portion.line() * LARGEST_ROUND;
            for (Portion.Item item : portion.items()) {
                write(new Portion(portion.run(), key++, List.of(item), false));
            }
        }
    }

    void reject(FileRun run, long line, Failure failure) {
        if (run.reject(line)) {
            progress.rejected(run.file().path(), line, failure);
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
