package org.throughline.record;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Filter;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Fragment;
import org.throughline.database.TestDatabase;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Ids;
import org.throughline.record.protection.Guard;
import org.throughline.record.protection.Keys;

/** A record on a real database whose resources are found by nothing but their ids. */
final class RecordsFixture {
    static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);

    final Database database = TestDatabase.fresh();
    final Records records;

    RecordsFixture() {
        this(null);
    }

    /**
     * A fixture.
     *
     * @param slow a check that takes its time; null for none
     * @param gates what orders must pass
     */
    RecordsFixture(@Nullable Check slow, Gate... gates) {
        records = new Records(
                database,
                new AuditTrail(database),
                R4.types(),
                Bodies.shipped(),
                new NoIndex(),
                new Guard(
                        R4.types(),
                        new References(R4.types(), "http://localhost/fhir"),
                        new NoIndex(),
                        Clock.systemUTC()),
                (connection, caller, type, criteria, limit) -> List.of(),
                resource -> List.of(),
                slow,
                Permanence.NONE,
                List.of(gates),
                Jurisdiction.UNKNOWN,
                RecordSettings.DEFAULT,
                new Ids(Clock.systemUTC(), RandomGenerator.getDefault()),
                Clock.systemUTC());
    }

    private static final class NoIndex implements Indexer, Keys {
        @Override
        public IndexRows index(JsonObject resource) {
            return new IndexRows(0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        }

        @Override
        public List<Long> referringKeys(String type, long address) {
            return List.of();
        }

        @Override
        public long[] saltsTo(String type) {
            return new long[0];
        }

        @Override
        public int[] pathsToOwner(String type) {
            return new int[0];
        }

        @Override
        public int[] pathsToResult() {
            return new int[0];
        }

        @Override
        public long[] saltsToResult() {
            return new long[0];
        }

        @Override
        public long[] saltsToOwner(String type) {
            return new long[0];
        }

        @Override
        public long[] datesNotOfCare() {
            return new long[0];
        }

        @Override
        public Fragment meeting(Collection<String> types, Filter filter) {
            return Fragment.of("'{}'::bigint[]");
        }
    }

    List<Outcome> write(Intent... intents) {
        return write(CALLER, intents);
    }

    List<Outcome> write(Caller caller, Intent... intents) {
        return records.write(
                caller,
                List.of(intents),
                (at, outcomes, patients) -> Access.of(at, caller, Action.TRANSACTION, 0, "", 200, patients));
    }

    /** Writes it in a transaction that tells when it has begun and commits when it may. */
    void writeSlowly(CountDownLatch begun, CountDownLatch mayCommit, Intent intent) {
        Records.Company slow = new Records.Company(
                pipeline -> {
                    begun.countDown();
                    await(mayCommit);
                },
                null,
                null);
        records.write(
                CALLER,
                List.of(intent),
                (at, outcomes, patients) -> Access.of(at, CALLER, Action.UPDATE, 0, "", 200, patients),
                slow);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The versions of a patient. */
    HistoryPage history(String id) {
        return records.history(CALLER, new HistoryQuery("Patient", id, null, null, 10, null));
    }

    static Intent.Create create(String json) {
        JsonObject resource = json(json);
        return new Intent.Create(String.valueOf(resource.text("resourceType")), () -> resource, null, null);
    }

    static Intent.Update update(String json, Precondition precondition) {
        JsonObject resource = json(json);
        Target target =
                new Target.ById(String.valueOf(resource.text("resourceType")), String.valueOf(resource.text("id")));
        return new Intent.Update(target, () -> resource, precondition, null);
    }

    static JsonObject json(String json) {
        return JsonReader.readObject(json.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    JsonObject read(String type, String id) {
        return records.bodies()
                .open(java.util.Objects.requireNonNull(
                        records.read(CALLER, type, id).body()));
    }
}
