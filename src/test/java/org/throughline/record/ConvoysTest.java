package org.throughline.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Agent;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

class ConvoysTest {
    private static final Caller ANA = new Caller("account/1", "Ana", Rights.EVERYTHING);
    private static final Caller BEN = new Caller("account/2", "Ben", Rights.EVERYTHING);

    private final List<List<Write>> convoys = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    @Test
    void whatComesDuringACommitSharesTheNext() throws Exception {
        run(List.of(update(ANA, "a"), update(ANA, "b"), update(ANA, "c"), update(ANA, "d")));
        assertEquals(List.of(1, 3), convoys.stream().map(List::size).toList());
    }

    @Test
    void twoWritesToOneResourceGoOneAfterTheOther() throws Exception {
        run(List.of(update(ANA, "a"), update(ANA, "b"), update(ANA, "b")));
        assertEquals(List.of(1, 1, 1), convoys.stream().map(List::size).toList());
    }

    @Test
    void twoCallersDoNotShare() throws Exception {
        run(List.of(update(ANA, "a"), update(ANA, "b"), update(BEN, "c")));
        assertEquals(List.of(1, 1, 1), convoys.stream().map(List::size).toList());
    }

    @Test
    void aWriteThatFailsLeavesTheOthersAlone() throws Exception {
        List<Future<Outcome>> outcomes =
                run(List.of(update(ANA, "a"), update(ANA, "b"), update(ANA, "refused"), update(ANA, "d")));
        assertEquals(Outcome.Effect.CREATED, outcomes.get(1).get().effect());
        assertEquals(Outcome.Effect.CREATED, outcomes.get(3).get().effect());
        assertEquals("No.", outcomes.get(2).exceptionNow().getMessage());
    }

    /** The first write holds the only place until all others wait. */
    private List<Future<Outcome>> run(List<Write> writes) throws Exception {
        Convoys tested = new Convoys(this::commit, 1);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (Write write : writes) {
                outcomes.add(clients.submit(() -> tested.write(write)));
                firstIsUnderWay.await(10, TimeUnit.SECONDS);
                waitFor(tested, outcomes.size() - 1);
            }
            firstMayEnd.countDown();
            return outcomes;
        }
    }

    private static void waitFor(Convoys tested, int waiting) throws InterruptedException {
        while (tested.waiting() < waiting) {
            Thread.sleep(1);
        }
    }

    private List<Outcome> commit(List<Write> writes) {
        convoys.add(writes);
        if (convoys.size() == 1) {
            firstIsUnderWay.countDown();
            awaitQuietly(firstMayEnd);
        }
        if (writes.stream().anyMatch(write -> write.target().orElse("").contains("refused"))) {
            throw new Failed(new Failure.Conflict("No."));
        }
        return writes.stream()
                .map(write -> new Outcome(Outcome.Effect.CREATED, null))
                .toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Write update(Caller caller, String id) {
        Intent intent =
                new Intent.Update(new Target.ById("Patient", id), () -> JsonObject.EMPTY, Precondition.NONE, null);
        return new Write(
                caller,
                intent,
                (at, outcomes, patients) ->
                        new Access(Instant.EPOCH, Agent.of("a", "a"), Action.UPDATE, 0, "", 200, Set.of(), null));
    }
}
