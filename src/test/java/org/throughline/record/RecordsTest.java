package org.throughline.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.record.RecordsFixture.create;
import static org.throughline.record.RecordsFixture.update;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

class RecordsTest {
    private final RecordsFixture fixture = new RecordsFixture();

    @Test
    void aCreatedResourceReadsBackAsItWasWritten() {
        Outcome outcome = fixture.write(create(
                        "{'resourceType':'Observation','status':'final','valueQuantity':{'value':1.10,'unit':'µmol'}}"))
                .getFirst();

        Stored stored = Objects.requireNonNull(outcome.stored());
        JsonObject read = fixture.read("Observation", stored.id());
        assertEquals(Outcome.Effect.CREATED, outcome.effect());
        assertEquals("1", Objects.requireNonNull(read.object("meta")).text("versionId"));
        assertEquals(
                new JsonNumber("1.10"),
                Objects.requireNonNull(read.object("valueQuantity")).get("value"));
    }

    @Test
    void anUpdateKeepsTheVersionBefore() {
        fixture.write(update("{'resourceType':'Patient','id':'a','gender':'male'}", Precondition.NONE));
        fixture.write(update("{'resourceType':'Patient','id':'a','gender':'female'}", Precondition.NONE));

        assertEquals("female", fixture.read("Patient", "a").text("gender"));
        Stored first = fixture.records.readVersion(RecordsFixture.CALLER, "Patient", "a", 1);
        assertEquals(
                "male",
                fixture.records
                        .bodies()
                        .open(Objects.requireNonNull(first.body()))
                        .text("gender"));
    }

    @Test
    void aStaleVersionIsRefused() {
        fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE));
        fixture.write(update("{'resourceType':'Patient','id':'a','gender':'male'}", new Precondition.Version(1)));

        Failed failed = assertThrows(
                Failed.class,
                () -> fixture.write(
                        update("{'resourceType':'Patient','id':'a','gender':'other'}", new Precondition.Version(1))));

        assertInstanceOf(Failure.PreconditionFailed.class, failed.failure());
        assertEquals("male", fixture.read("Patient", "a").text("gender"));
    }

    @Test
    void aDeletedResourceIsGoneAndItsHistoryStays() {
        fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE));
        fixture.write(new Intent.Delete(new Target.ById("Patient", "a"), Precondition.NONE));

        Failed failed = assertThrows(Failed.class, () -> fixture.records.read(RecordsFixture.CALLER, "Patient", "a"));
        assertInstanceOf(Failure.Gone.class, failed.failure());
        List<Stored> versions = fixture.records
                .history(RecordsFixture.CALLER, new HistoryQuery("Patient", "a", null, null, 10, null))
                .versions();
        assertEquals(List.of(2, 1), versions.stream().map(Stored::version).toList());
    }

    @Test
    void aDeletedResourceComesBackWithTheNextVersion() {
        fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE));
        fixture.write(new Intent.Delete(new Target.ById("Patient", "a"), Precondition.NONE));

        Outcome outcome = fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE))
                .getFirst();

        assertEquals(Outcome.Effect.CREATED, outcome.effect());
        assertEquals(3, Objects.requireNonNull(outcome.stored()).version());
    }

    @Test
    void aFailureInATransactionLeavesNothingOfIt() {
        assertThrows(
                Failed.class,
                () -> fixture.write(
                        update("{'resourceType':'Patient','id':'a'}", Precondition.NONE),
                        update("{'resourceType':'Patient','id':'b'}", new Precondition.Version(7))));

        assertThrows(Failed.class, () -> fixture.records.read(RecordsFixture.CALLER, "Patient", "a"));
    }

    @Test
    void entriesReferToEachOtherByFullUrl() {
        JsonObject patient = RecordsFixture.json("{'resourceType':'Patient'}");
        JsonObject observation = RecordsFixture.json(
                "{'resourceType':'Observation','subject':{'reference':'urn:uuid:0000'},'status':'final'}");

        List<Outcome> outcomes = fixture.write(
                new Intent.Create("Observation", () -> observation, null, null),
                new Intent.Create("Patient", () -> patient, null, "urn:uuid:0000"));

        String id = Objects.requireNonNull(outcomes.get(1).stored()).id();
        JsonObject read = fixture.read(
                "Observation", Objects.requireNonNull(outcomes.get(0).stored()).id());
        assertEquals(
                "Patient/" + id, Objects.requireNonNull(read.object("subject")).text("reference"));
    }

    @Test
    void concurrentWritersOfOneNewResourceMakeOneVersionEach() throws InterruptedException, ExecutionException {
        int writers = 16;
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                running.add(threads.submit(
                        () -> fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE))));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }

        assertEquals(
                writers,
                fixture.records.read(RecordsFixture.CALLER, "Patient", "a").version());
    }

    @Test
    void ofConcurrentEditsOfOneVersionOneWins() throws InterruptedException {
        fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE));
        AtomicInteger won = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                threads.execute(() -> {
                    try {
                        fixture.write(update("{'resourceType':'Patient','id':'a'}", new Precondition.Version(1)));
                        won.incrementAndGet();
                    } catch (Failed e) {
                        refused.incrementAndGet();
                    }
                });
            }
        }

        assertEquals(1, won.get());
        assertEquals(15, refused.get());
    }

    @Test
    void aHistoryIsPagedWithoutRepeatingWhileItGrows() {
        for (int i = 0; i < 5; i++) {
            fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE));
        }
        HistoryPage first =
                fixture.records.history(RecordsFixture.CALLER, new HistoryQuery("Patient", null, null, null, 2, null));
        fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE));
        List<Integer> seen =
                new ArrayList<>(first.versions().stream().map(Stored::version).toList());
        HistoryCursor cursor = first.next();
        while (cursor != null) {
            HistoryPage page = fixture.records.history(
                    RecordsFixture.CALLER, new HistoryQuery("Patient", null, null, null, 2, cursor));
            page.versions().forEach(version -> seen.add(version.version()));
            cursor = page.next();
        }

        assertEquals(List.of(5, 4, 3, 2, 1), seen);
    }

    @Test
    void whoAsksForWhatIsNewMissesNothingThatCommitsLate() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread late = Thread.ofVirtual().start(() -> fixture.writeSlowly(begun, mayCommit, patient("late")));
        begun.await();
        fixture.write(patient("early"));

        HistoryPage poll = history(null);
        mayCommit.countDown();
        late.join();
        HistoryPage next = history(Objects.requireNonNull(poll.settled()));

        assertEquals(List.of(), ids(poll));
        assertEquals(List.of("early", "late"), ids(next));
    }

    @Test
    void theHistoryOfOneResourceIsCompleteAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread late = Thread.ofVirtual().start(() -> fixture.writeSlowly(begun, mayCommit, patient("late")));
        begun.await();
        fixture.write(patient("early"));

        HistoryPage page = fixture.history("early");
        mayCommit.countDown();
        late.join();

        assertEquals(List.of("early"), ids(page));
        assertEquals(1, page.total());
    }

    @Test
    void aVersionIsNeverOlderThanTheOneBefore() throws Exception {
        fixture.write(patient("a"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread first = Thread.ofVirtual().start(() -> fixture.writeSlowly(begun, mayCommit, patient("a")));
        begun.await();
        Thread second = Thread.ofVirtual().start(() -> fixture.write(patient("a")));
        Thread.sleep(50);
        long committing = System.currentTimeMillis();
        mayCommit.countDown();
        first.join();
        second.join();

        List<Stored> versions = fixture.history("a").versions();
        assertEquals(List.of(3, 2, 1), versions.stream().map(Stored::version).toList());
        assertTrue(versions.getFirst().updated().toEpochMilli() >= committing);
    }

    private static Intent patient(String id) {
        return update("{'resourceType':'Patient','id':'" + id + "'}", Precondition.NONE);
    }

    private HistoryPage history(@Nullable Instant since) {
        return fixture.records.history(RecordsFixture.CALLER, new HistoryQuery("Patient", null, since, null, 10, null));
    }

    private static List<String> ids(HistoryPage page) {
        return page.versions().stream().map(Stored::id).sorted().toList();
    }

    @Test
    void whoMayOnlyReadPatientsSeesNothingElse() {
        fixture.write(update("{'resourceType':'Observation','id':'o','status':'final'}", Precondition.NONE));
        Caller reader = Caller.ofOperator("reader", "Reader", Scopes.parse("system/Patient.rs"));

        Failed failed = assertThrows(Failed.class, () -> fixture.records.read(reader, "Observation", "o"));

        assertInstanceOf(Failure.Forbidden.class, failed.failure());
        assertEquals(
                List.of(),
                fixture.records
                        .history(reader, new HistoryQuery(null, null, null, null, 10, null))
                        .versions());
    }

    @Test
    void theTallyStaysExactWhenItIsFolded() {
        fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE));
        fixture.write(update("{'resourceType':'Patient','id':'b'}", Precondition.NONE));
        fixture.write(new Intent.Delete(new Target.ById("Patient", "b"), Precondition.NONE));

        assertEquals(1, fixture.records.foldTally(0));
        assertEquals(0, fixture.records.foldTally(1));
        assertNotNull(fixture.read("Patient", "a"));
    }
}
