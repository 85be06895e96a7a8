package org.throughline.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.throughline.kernel.Failed;

/**
 * Lets single writes that come at the same time share a transaction: one set of statements and one commit for all.
 * Whoever comes while few enough are under way writes at once, and takes along what waits; who comes later waits for
 * the next. A convoy that fails is taken apart and each of its writes made alone, so none suffers from another.
 */
final class Convoys {
    private static final int LONGEST = 64;

    private final Writer writer;
    private final int mostLeaders;
    private final Queue<Job> waiting = new ArrayDeque<>();
    private int leaders;

    /** Writes jobs of one caller in one transaction, or throws. */
    @FunctionalInterface
    interface Writer {
        List<Outcome> write(List<Write> writes);
    }

    /** A write that waits, and who waits for it: told to lead ({@code true}), or that it is done. */
    private record Job(Write write, CompletableFuture<Boolean> called, CompletableFuture<Outcome> outcome) {
        Job(Write write) {
            this(write, new CompletableFuture<>(), new CompletableFuture<>());
        }

        void done(Outcome written) {
            outcome.complete(written);
            called.complete(false);
        }

        void failed(RuntimeException reason) {
            outcome.completeExceptionally(reason);
            called.complete(false);
        }
    }

    /**
     * @param mostLeaders how many convoys are under way at once
     */
    Convoys(Writer writer, int mostLeaders) {
        this.writer = writer;
        this.mostLeaders = mostLeaders;
    }

    /** Writes it, perhaps together with others, and returns when it is committed. */
    Outcome write(Write write) {
        Job job = new Job(write);
        if (mayLead(job) || job.called().join()) {
            lead(job);
        }
        try {
            return job.outcome().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    private synchronized boolean mayLead(Job job) {
        if (leaders == mostLeaders) {
            waiting.add(job);
            return false;
        }
        leaders++;
        return true;
    }

    /** How many wait for a leader. */
    synchronized int waiting() {
        return waiting.size();
    }

    private void lead(Job job) {
        try {
            run(convoy(job));
        } finally {
            next().ifPresent(next -> next.called().complete(true));
        }
    }

    /** The write and what waits and can go with it: of the same caller, to other resources. */
    private synchronized List<Job> convoy(Job first) {
        List<Job> convoy = new ArrayList<>(List.of(first));
        Set<String> targets = new HashSet<>();
        first.write().target().ifPresent(targets::add);
        for (Iterator<Job> next = waiting.iterator(); next.hasNext() && convoy.size() < LONGEST; ) {
            Job job = next.next();
            if (first.write().caller().equals(job.write().caller())
                    && job.write().target().map(targets::add).orElse(true)) {
                convoy.add(job);
                next.remove();
            }
        }
        return convoy;
    }

    /** Who leads next; with nobody waiting there is a leader fewer. */
    private synchronized Optional<Job> next() {
        Job next = waiting.poll();
        if (next == null) {
            leaders--;
        }
        return Optional.ofNullable(next);
    }

    private void run(List<Job> convoy) {
        if (convoy.size() > 1 && together(convoy)) {
            return;
        }
        for (Job job : convoy) {
            try {
                job.done(writer.write(List.of(job.write())).getFirst());
            } catch (RuntimeException e) {
                job.failed(e);
            }
        }
    }

    private boolean together(List<Job> convoy) {
        try {
            List<Outcome> outcomes =
                    writer.write(convoy.stream().map(Job::write).toList());
            for (int i = 0; i < outcomes.size(); i++) {
                convoy.get(i).done(outcomes.get(i));
            }
            return true;
        } catch (Failed e) {
            return false; // one of them cannot be written; alone, each finds out for itself
        }
    }
}
