package org.throughline.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.record.RecordsFixture.create;
import static org.throughline.record.RecordsFixture.update;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;

/** Checks that take their time: nobody else waits for them, and nothing that they were not asked about is written. */
class PrecheckTest {
    private static final int CLIENTS = 8;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final List<JsonObject> checked = Collections.synchronizedList(new ArrayList<>());
    private final RecordsFixture fixture = new RecordsFixture(this::check);

    /** A slow check of who is called slow; who is called wrong does not pass. */
    private List<Issue> check(JsonObject resource) {
        checked.add(resource);
        String text = resource.toString();
        if (text.contains("slow") && !text.contains("quick")) {
            begun.countDown();
            await(mayEnd);
        }
        return text.contains("wrong")
                ? List.of(new Issue("invalid", "Patient.gender", "The profile says no."))
                : List.of();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSlowCheckOfSomeWritesDelaysNoOther() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Outcome>>> slow = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String id = "slow" + i;
                slow.add(clients.submit(() ->
                        fixture.write(update("{'resourceType':'Patient','id':'" + id + "'}", Precondition.NONE))));
            }
            await(begun);
            List<Outcome> other = clients.submit(() -> fixture.write(create("{'resourceType':'Patient'}")))
                    .get(20, TimeUnit.SECONDS);
            assertEquals(Outcome.Effect.CREATED, other.getFirst().effect());
            assertTrue(slow.stream().noneMatch(Future::isDone));
            mayEnd.countDown();
            for (Future<List<Outcome>> write : slow) {
                assertEquals(Outcome.Effect.CREATED, write.get().getFirst().effect());
            }
        }
    }

    @Test
    void aPatchIsCheckedWithoutLocksAndAnewWhenTheResourceChangedMeanwhile() throws Exception {
        fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Outcome>> patch = clients.submit(() -> fixture.write(naming("a", "slow")));
            await(begun);
            clients.submit(() -> fixture.write(
                            update("{'resourceType':'Patient','id':'a','gender':'male'}", Precondition.NONE)))
                    .get(20, TimeUnit.SECONDS);
            assertFalse(patch.isDone());
            mayEnd.countDown();
            patch.get();
        }
        JsonObject read = fixture.read("Patient", "a");
        assertEquals("male", read.text("gender"));
        assertEquals("slow", read.text("language"));
        assertEquals("male", checked.getLast().text("gender"), "what was written is what was checked");
    }

    private static Intent.Patch naming(String id, String language) {
        return new Intent.Patch(
                new Target.ById("Patient", id),
                before -> before.with("language", new JsonString(language)),
                Precondition.NONE);
    }

    @Test
    void whatDoesNotPassIsRefusedAndNamed() {
        assertRefused(() -> fixture.write(create("{'resourceType':'Patient','gender':'wrong'}")));
        fixture.write(update("{'resourceType':'Patient','id':'a'}", Precondition.NONE));
        assertRefused(() -> fixture.write(naming("a", "wrong")));
        assertRefused(() -> fixture.write(
                update("{'resourceType':'Patient','id':'b'}", Precondition.NONE),
                create("{'resourceType':'Patient','gender':'wrong'}")));
        assertThrows(Failed.class, () -> fixture.read("Patient", "b"));
    }

    private static void assertRefused(Runnable write) {
        Failure failure = assertThrows(Failed.class, write::run).failure();
        assertEquals(
                "Patient.gender",
                assertInstanceOf(Failure.Invalid.class, failure)
                        .issues()
                        .getFirst()
                        .element());
    }

    @Test
    void aPatchOfWhatIsNotThereIsRefusedAsEver() {
        Failure failure = assertThrows(Failed.class, () -> fixture.write(naming("nobody", "quick")))
                .failure();
        assertInstanceOf(Failure.NotFound.class, failure);
    }

    @Test
    void theCheckSeesWhatReferencesPointTo() {
        JsonObject patient = RecordsFixture.json("{'resourceType':'Patient'}");
        JsonObject flag = RecordsFixture.json("{'resourceType':'Flag','subject':{'reference':'urn:uuid:1'},"
                + "'author':{'reference':'Practitioner?identifier=x'}}");
        assertThrows(
                Failed.class, // there is no such practitioner
                () -> fixture.write(
                        new Intent.Create("Patient", () -> patient, null, "urn:uuid:1"),
                        new Intent.Create("Flag", () -> flag, null, null)));
        JsonObject seen = checked.getLast();
        assertTrue(reference(seen, "subject").matches("Patient/[a-z0-9]+"), seen::toString);
        assertTrue(reference(seen, "author").matches("Practitioner/[a-z0-9]+"), seen::toString);
    }

    private static String reference(JsonObject resource, String element) {
        return String.valueOf(Objects.requireNonNull(resource.object(element)).text("reference"));
    }
}
