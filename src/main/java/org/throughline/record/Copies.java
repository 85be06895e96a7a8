package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;
import org.throughline.database.Sql;
import org.throughline.database.Work;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Issue;
import org.throughline.record.booking.Claims;
import org.throughline.record.protection.ProtectionRows;

/**
 * Copies of what other organizations hold about patients of ours. They lie in the tables of our own resources under the
 * number of their origin, so that one search finds both for who may see both; they are never mixed with ours: what is ours
 * does not refer to them, they are changed only here, no history is kept of them, and what was withdrawn is gone.
 *
 * <p>The consents among them bind what came from the same origin. Who treats a patient elsewhere treats nobody here.
 */
public final class Copies {
    private static final String LOCK = "SELECT resource, version, type, patient, origin, labels FROM resource"
            + " WHERE resource = ANY (?::bigint[]) ORDER BY resource FOR UPDATE";
    private static final String OF_PATIENT = "SELECT resource, version, type, patient, origin, labels FROM resource"
            + " WHERE origin = ? AND patient = ? ORDER BY resource FOR UPDATE";

    private static final String OF_ORIGIN = "SELECT resource, version, type, patient, origin, labels FROM resource"
            + " WHERE origin = ? AND origin <> 0 ORDER BY resource FOR UPDATE";

    private final Database database;
    private final Parts parts;

    Copies(Database database, Parts parts) {
        this.database = database;
        this.parts = parts;
    }

    /**
     * What became of copies that came.
     *
     * @param changed how many are kept now that were not, or not in that version
     * @param refused those that are not kept, and why
     */
    public record Taken(int changed, List<Refused> refused) {
        public Taken {
            refused = List.copyOf(refused);
        }
    }

    /** A copy that is not kept. */
    public record Refused(Copy copy, List<Issue> issues) {
        public Refused {
            issues = List.copyOf(issues);
        }
    }

    /** What is done to copies in one transaction. */
    @FunctionalInterface
    public interface Change<T extends @Nullable Object> {
        T make(Keeping keeping, Connection connection) throws SQLException;
    }

    /** Changes copies, all or nothing, with whatever else the change does with the connection. */
    public <T extends @Nullable Object> T change(Change<T> change) {
        AtomicReference<@Nullable Keeping> last = new AtomicReference<>();
        Work<T> work = connection -> {
            Keeping keeping = new Keeping(connection);
            last.set(keeping);
            T made = change.make(keeping, connection);
            ChangedCopies.add(connection, keeping.patients);
            return made;
        };
        T done = database.inTransaction(work);
        Keeping keeping = last.get();
        if (keeping != null) {
            parts.knownValues().addAll(keeping.newValues);
            if (keeping.unknown) {
                parts.guard().forget();
            }
        }
        return done;
    }

    /**
     * Patients of ours about whom copies have come, changed or gone since that was last {@link #settled}, also before the
     * product was started anew.
     *
     * @param after those with higher addresses only
     * @param most how many at most, in the order of their addresses
     */
    public List<Changed> changed(long after, int most) {
        return database.read(connection -> ChangedCopies.list(connection, after, most));
    }

    /** What rests on the copies of a patient has been looked at; what was changed meanwhile is still to be looked at. */
    public void settled(Changed changed) {
        database.inTransaction(connection -> ChangedCopies.remove(connection, changed));
    }

    /**
     * That copies about a patient have changed.
     *
     * @param patient the address of our Patient
     * @param last the last transaction that did, as PostgreSQL counts them
     */
    public record Changed(long patient, String last) {}

    /** A row that is there, locked. */
    private record Row(long address, int version, String type, long patient, int origin, int labels) {}

    /** Changes copies within an open transaction. */
    public final class Keeping {
        private final Connection connection;
        private final Set<Long> newValues = new HashSet<>();
        private final Set<Long> patients = new TreeSet<>();
        private final Confidence confidence;
        private boolean unknown;

        private Keeping(Connection connection) {
            this.connection = connection;
            this.confidence = new Confidence(parts, connection);
        }

        /**
         * Keeps these. What is kept already in this version or a later one stays as it is, so that nothing is applied twice
         * or out of order; what does not pass the check of every resource is refused, and the others are kept.
         *
         * @param patient the address of our Patient whom they are about
         * @param recipients addresses by which consents among them may name us
         */
        public Taken take(Copy.Origin origin, long patient, Set<Long> recipients, List<Copy> copies)
                throws SQLException {
            Map<Long, Row> there = rows(LOCK, addresses(copies));
            List<Version> versions = new ArrayList<>();
            List<Refused> refused = new ArrayList<>();
            Set<Long> seen = new HashSet<>();
            for (Copy copy : copies) {
                Row row = there.get(copy.address());
                List<Issue> issues = faults(copy, row, origin, patient, seen);
                if (!issues.isEmpty()) {
                    refused.add(new Refused(copy, issues));
                } else if (row == null || row.version() < copy.version()) {
                    versions.add(version(copy, origin, patient, recipients, row));
                }
            }
            if (!versions.isEmpty()) {
                Pipeline pipeline = new Pipeline();
                newValues.addAll(new VersionWriter(pipeline, parts.types(), parts.knownValues(), origin.number())
                        .write(versions));
                pipeline.send(connection);
                patients.add(patient);
            }
            return new Taken(versions.size(), refused);
        }

        /**
         * Keeps these, of a holder whose versions say nothing that could be compared: what is not word for word what is kept
         * already becomes its next version. Otherwise as {@link #take}.
         */
        public Taken renew(Copy.Origin origin, long patient, Set<Long> recipients, List<Copy> copies)
                throws SQLException {
            Map<Long, Row> there = rows(LOCK, addresses(copies));
            Map<Long, JsonObject> before = new HashMap<>();
            Sql.list(
                    connection,
                    row -> before.put(row.getLong(1), parts.bodies().open(row.getBytes(2))),
                    "SELECT resource, body FROM resource WHERE resource = ANY (?::bigint[])",
                    addresses(copies));
            List<Copy> other = new ArrayList<>();
            for (Copy copy : copies) {
                Row row = there.get(copy.address());
                if (row == null) {
                    other.add(copy);
                } else if (!marked(copy, patient).equals(before.get(copy.address()))) {
                    other.add(new Copy(copy.type(), copy.id(), row.version() + 1, copy.updated(), copy.resource()));
                }
            }
            return take(origin, patient, recipients, other);
        }

        /** What is kept of an origin about a patient: the types, by where they lie. */
        public Map<Long, String> kept(Copy.Origin origin, long patient) throws SQLException {
            Map<Long, String> kept = new HashMap<>();
            rows(OF_PATIENT, (short) origin.number(), patient)
                    .values()
                    .forEach(row -> kept.put(row.address(), row.type()));
            return kept;
        }

        private List<Issue> faults(Copy copy, @Nullable Row row, Copy.Origin origin, long patient, Set<Long> seen) {
            if (!seen.add(copy.address())) {
                return List.of(new Issue("duplicate", copy.type(), "It came twice."));
            }
            if (row != null && (row.origin() != origin.number() || row.patient() != patient)) {
                return List.of(new Issue("conflict", copy.type(), "Another resource lies where it would."));
            }
            return parts.check().check(copy.resource());
        }

        private Version version(Copy copy, Copy.Origin origin, long patient, Set<Long> recipients, @Nullable Row row)
                throws SQLException {
            JsonObject marked = marked(copy, patient);
            ProtectionRows protection = parts.guard().rowsOfCopy(connection, marked, origin.number(), recipients);
            int labels = parts.guard().labels(connection, marked);
            unknown = unknown || !parts.guard().knows(labels, protection);
            Stored stored = new Stored(
                    copy.address(),
                    copy.type(),
                    copy.id(),
                    copy.version(),
                    copy.updated(),
                    patient,
                    parts.bodies().close(marked));
            return new Version(
                    stored,
                    parts.indexer().index(marked),
                    protection,
                    Claims.NONE,
                    labels,
                    row == null ? null : present(row, copy));
        }

        private JsonObject marked(Copy copy, long patient) throws SQLException {
            JsonObject marked = parts.guard().marked(copy.resource());
            return confidence.lacks(marked, patient) ? confidence.labelled(marked) : marked;
        }

        private Present present(Row row, Copy copy) {
            return new Present(
                    row.address(),
                    row.type(),
                    copy.id(),
                    row.version(),
                    copy.updated(),
                    row.patient(),
                    false,
                    row.labels(),
                    true,
                    true,
                    false,
                    null);
        }

        /**
         * Gives up those of these copies that are kept.
         *
         * @param addresses where they lie
         * @return how many there were
         */
        public int drop(Copy.Origin origin, Collection<Long> addresses) throws SQLException {
            Map<Long, Row> there = rows(
                    LOCK, (Object) addresses.stream().mapToLong(Long::longValue).toArray());
            there.values().removeIf(row -> row.origin() != origin.number());
            return drop(origin, there);
        }

        /** Gives up all that is kept of an origin; how much that was. */
        public int withdrawAll(Copy.Origin origin) throws SQLException {
            return drop(origin, rows(OF_ORIGIN, (short) origin.number()));
        }

        /** Gives up all that is kept of an origin about a patient; how much that was. */
        public int withdraw(Copy.Origin origin, long patient) throws SQLException {
            return drop(origin, rows(OF_PATIENT, (short) origin.number(), patient));
        }

        private int drop(Copy.Origin origin, Map<Long, Row> rows) throws SQLException {
            if (rows.isEmpty()) {
                return 0;
            }
            long[] addresses = rows.keySet().stream().mapToLong(Long::longValue).toArray();
            Map<Integer, Integer> deltas = new TreeMap<>();
            rows.values().forEach(row -> {
                deltas.merge(parts.types().number(row.type()), -1, Integer::sum);
                patients.add(row.patient());
            });
            Pipeline pipeline = new Pipeline();
            VersionWriter.dropIndexRows(
                    pipeline, rows.values().stream().map(Row::type).toList(), addresses);
            pipeline.add("DELETE FROM resource WHERE resource = ANY (?::bigint[])", addresses);
            VersionWriter.tally(pipeline, origin.number(), deltas);
            pipeline.send(connection);
            return rows.size();
        }

        private Map<Long, Row> rows(String sql, Object... parameters) throws SQLException {
            new Pipeline().add(Horizon.MARK).send(connection);
            Map<Long, Row> rows = new HashMap<>();
            Sql.list(
                            connection,
                            row -> new Row(
                                    row.getLong("resource"),
                                    row.getInt("version"),
                                    parts.types().resourceType(row.getShort("type")),
                                    row.getLong("patient"),
                                    row.getInt("origin"),
                                    row.getInt("labels")),
                            sql,
                            parameters)
                    .forEach(row -> rows.put(row.address(), row));
            return rows;
        }
    }

    private static Object addresses(List<Copy> copies) {
        return copies.stream().mapToLong(Copy::address).toArray();
    }
}
