package org.throughline.network.emergency;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * That all members and outside servers were asked about somebody, with what they have answered so far. Only whoever asked gets to see it.
 *
 * @param id by which it is found again
 * @param by the id of the caller who asked
 * @param patient the id of our Patient
 * @param told what comes of each
 */
public record Asked(
        String id,
        String by,
        String patient,
        String reason,
        Instant at,
        Map<Source, CompletableFuture<Answered>> told) {
    public Asked {
        told = new LinkedHashMap<>(told);
    }

    /**
     * What somebody answered.
     *
     * @param after how long after it was asked
     */
    public record Answered(Told told, Duration after) {}

    /** Waits until all have answered, but no longer than that after they were asked. */
    public void await(Duration most, Instant now) {
        Duration left = most.minus(Duration.between(at, now));
        if (left.isNegative()) {
            return;
        }
        try {
            CompletableFuture.allOf(told.values().toArray(CompletableFuture[]::new))
                    .get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // what is there by now is shown, and who is missing is said
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who was asked, by name. */
    public List<Source> sources() {
        return List.copyOf(told.keySet());
    }

    /** What somebody has answered by now; empty while it is waited for. */
    public Optional<Answered> of(Source source) {
        CompletableFuture<Answered> answer = told.get(source);
        return answer != null && answer.state() == java.util.concurrent.Future.State.SUCCESS
                ? Optional.of(answer.resultNow())
                : Optional.empty();
    }

    /** Whether somebody may still answer. */
    public boolean waits() {
        return told.values().stream().anyMatch(each -> !each.isDone());
    }
}
